"""API keys: shown once, stored as digests, rotated with an overlap."""

from models.platform.key.authenticate import Credential, authenticate, used
from models.platform.key.change import change
from models.platform.key.create import create
from models.platform.key.find import find, page
from models.platform.key.grant import includes
from models.platform.key.retire import revoke, rotate
from models.platform.key.text import claimed, make, parse

__all__ = [
    "Credential",
    "authenticate",
    "change",
    "claimed",
    "create",
    "find",
    "includes",
    "make",
    "page",
    "parse",
    "revoke",
    "rotate",
    "used",
]
