"""API keys: shown once, stored as digests, rotated with an overlap."""

from models.platform.key.authenticate import Credential, authenticate, used
from models.platform.key.create import create
from models.platform.key.find import find, page
from models.platform.key.retire import revoke, rotate
from models.platform.key.text import make, parse

__all__ = [
    "Credential",
    "authenticate",
    "create",
    "find",
    "make",
    "page",
    "parse",
    "revoke",
    "rotate",
    "used",
]
