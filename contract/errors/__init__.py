"""Every reason for which the server refuses; a code's meaning never changes."""

from contract.errors.access import (
    Forbidden,
    LockedOut,
    RateLimited,
    TooManyFailures,
    Unauthenticated,
)
from contract.errors.execution import (
    IdempotencyKeyReused,
    IdempotencyKeyRunning,
    InternalError,
    OutcomeUnknown,
    Overloaded,
    RequestIdUsed,
)
from contract.errors.fault import Fault, phrase
from contract.errors.file import (
    FileTooLarge,
    ImageUnreadable,
    LinkExpired,
    LinkInvalid,
    UnsupportedFileType,
)
from contract.errors.platform import (
    ActivationNotFound,
    ActivationStateConflict,
    KeyNotFound,
    KeyRevoked,
    OrganizationNameTaken,
    OrganizationNotFound,
    ScopeNotGrantable,
)
from contract.errors.refusal import Refusal
from contract.errors.registry import (
    AttributesTooLarge,
    RequestNotFound,
    ResourceNameTaken,
    ResourceNotFound,
    TransitionRefused,
)
from contract.errors.request import (
    HeadersTooLarge,
    HttpsRequired,
    InvalidRequest,
    InvalidToken,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    PayloadTooLarge,
    UnsupportedMediaType,
    VersionMismatch,
)

REFUSALS: dict[str, type[Refusal]] = {kind.code: kind for kind in Refusal.__subclasses__()}
"""Every refusal by its code."""

__all__ = [
    "REFUSALS",
    "ActivationNotFound",
    "ActivationStateConflict",
    "AttributesTooLarge",
    "Fault",
    "FileTooLarge",
    "Forbidden",
    "HeadersTooLarge",
    "HttpsRequired",
    "IdempotencyKeyReused",
    "IdempotencyKeyRunning",
    "ImageUnreadable",
    "InternalError",
    "InvalidRequest",
    "InvalidToken",
    "KeyNotFound",
    "KeyRevoked",
    "LinkExpired",
    "LinkInvalid",
    "LockedOut",
    "MethodNotAllowed",
    "NotAcceptable",
    "NotFound",
    "OrganizationNameTaken",
    "OrganizationNotFound",
    "OutcomeUnknown",
    "Overloaded",
    "PayloadTooLarge",
    "RateLimited",
    "Refusal",
    "RequestIdUsed",
    "RequestNotFound",
    "ResourceNameTaken",
    "ResourceNotFound",
    "ScopeNotGrantable",
    "TooManyFailures",
    "TransitionRefused",
    "Unauthenticated",
    "UnsupportedFileType",
    "UnsupportedMediaType",
    "VersionMismatch",
    "phrase",
]
