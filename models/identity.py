"""Ids are unique without asking anybody, and those of records sort by the time of creation."""

import os
import secrets
from datetime import UTC, datetime, timedelta
from typing import Final

from models.clock import utc_now

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def uuid7(at: datetime | None = None) -> str:
    """Make a UUID version 7 whose order is the order of `at` to the microsecond.

    The twelve bits of `rand_a` hold the microseconds of the millisecond (RFC 9562, section 6.2,
    method 3), so `ORDER BY id` and `ORDER BY created_at, id` are the same order.
    """
    micros = ((at or utc_now()) - _EPOCH) // _MICROSECOND
    millis, rest = divmod(micros, 1000)
    noise = int.from_bytes(os.urandom(8)) & 0x3FFF_FFFF_FFFF_FFFF
    value = (millis << 80) | ((0x7000 | rest) << 64) | 0x8000_0000_0000_0000 | noise
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def random_text(length: int) -> str:
    """Letters and digits that nobody can guess, without `_` and without look-alikes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def public_id(prefix: str) -> str:
    """Make an id that says what it names: `key_7Qd...`, sixteen random letters and digits."""
    return f"{prefix}_{random_text(16)}"


def nanoid() -> str:
    """Make an id of 21 letters, digits, `_` and `-` that nobody can guess: 126 bits."""
    return secrets.token_urlsafe(16)[:21]
