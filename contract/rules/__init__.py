"""The closed list of house rules that may stand under `x-charter`, one frozen dataclass each."""

from contract.rules.api import (
    ApiRules,
    Audit,
    ErrorStyle,
    IdempotencyKey,
    Languages,
    LimitedApi,
    RequestId,
)
from contract.rules.operation import (
    Conditional,
    Idempotent,
    Importance,
    OperationRules,
    Paged,
    PageLimit,
    PagingStyle,
    RateLimit,
    Upload,
)
from contract.rules.property import PropertyRules
from contract.rules.published import PLACES, json_schema
from contract.rules.root import RootRules
from contract.rules.shape import IllFormed, read

__all__ = [
    "PLACES",
    "ApiRules",
    "Audit",
    "Conditional",
    "ErrorStyle",
    "IdempotencyKey",
    "Idempotent",
    "IllFormed",
    "Importance",
    "Languages",
    "LimitedApi",
    "OperationRules",
    "PageLimit",
    "Paged",
    "PagingStyle",
    "PropertyRules",
    "RateLimit",
    "RequestId",
    "RootRules",
    "Upload",
    "json_schema",
    "read",
]
