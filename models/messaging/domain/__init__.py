"""Domains: an organization proves that a host is its own by a file that only its owner can put there."""

from models.messaging.domain.change import create, delete, replace, verify
from models.messaging.domain.find import find, is_verified, page
from models.messaging.domain.prove import Challenge, checked, next_at, take

__all__ = [
    "Challenge",
    "checked",
    "create",
    "delete",
    "find",
    "is_verified",
    "next_at",
    "page",
    "replace",
    "take",
    "verify",
]
