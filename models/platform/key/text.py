"""A key's text carries its id and a checksum: a typo is known without asking the database."""

import re
import zlib
from typing import Final

from models.identity import random_text

PREFIX: Final = "charter"
ID_LENGTH: Final = 12
SECRET_LENGTH: Final = 32
_CHECK: Final = 8
_SHAPE: Final = re.compile(
    rf"{PREFIX}_(live|test)_([0-9A-Za-z]{{{ID_LENGTH}}})"
    rf"_([0-9A-Za-z]{{{SECRET_LENGTH}}})([0-9a-f]{{{_CHECK}}})"
)
_HEAD: Final = re.compile(rf"{PREFIX}_(?:live|test)_([0-9A-Za-z]{{{ID_LENGTH}}})(?:_|$)")


def make(environment: str = "live") -> tuple[str, str, str]:
    """Make up a key: its id, its secret, and the text that its holder gets."""
    key_id, secret = random_text(ID_LENGTH), random_text(SECRET_LENGTH)
    head = f"{PREFIX}_{environment}_{key_id}_{secret}"
    return key_id, secret, f"{head}{_checksum(head)}"


def parse(text: str) -> tuple[str, str] | None:
    """Give id and secret of a well-formed key, `None` for anything else."""
    found = _SHAPE.fullmatch(text)
    if found is None or found[4] != _checksum(text[:-_CHECK]):
        return None
    return found[2], found[3]


def claimed(text: str) -> str | None:
    """Give the id that a text begins with, whether or not the rest of it is any good."""
    found = _HEAD.match(text)
    return None if found is None else found[1]


def _checksum(head: str) -> str:
    return f"{zlib.crc32(head.encode()):08x}"
