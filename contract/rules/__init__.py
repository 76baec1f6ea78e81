"""The closed list of house rules that may stand under `x-charter`, one frozen dataclass each."""

from contract.rules.api import (
    ActingUser,
    ApiRules,
    Audit,
    Credentials,
    ErrorStyle,
    IdempotencyKey,
    Languages,
    LimitedApi,
    Lockout,
    RequestId,
    Trace,
)
from contract.rules.operation import (
    Access,
    Conditional,
    Idempotent,
    Importance,
    OperationRules,
    Paged,
    PageLimit,
    PagingStyle,
    RateLimit,
    Select,
    Sort,
    Sparse,
    Upload,
)
from contract.rules.property import PropertyRules
from contract.rules.published import PLACES, json_schema
from contract.rules.root import RootRules
from contract.rules.shape import IllFormed, read

__all__ = [
    "PLACES",
    "Access",
    "ActingUser",
    "ApiRules",
    "Audit",
    "Conditional",
    "Credentials",
    "ErrorStyle",
    "IdempotencyKey",
    "Idempotent",
    "IllFormed",
    "Importance",
    "Languages",
    "LimitedApi",
    "Lockout",
    "OperationRules",
    "PageLimit",
    "Paged",
    "PagingStyle",
    "PropertyRules",
    "RateLimit",
    "RequestId",
    "RootRules",
    "Select",
    "Sort",
    "Sparse",
    "Trace",
    "Upload",
    "json_schema",
    "read",
]
