"""Ids of things of which the order matters: 21 characters that sort as the things happened."""

import secrets
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final

ALPHABET: Final = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""The characters of a nanoid, in the order of their code points."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_LENGTH: Final = 21
_NUMBERS: Final = count()


def rising(at: datetime) -> str:
    """An id that sorts by `at`, and among those of one moment by when this process asked for it.

    54 bits of microseconds, 24 bits of a number that rises, 48 bits that nobody can guess.
    """
    micros = (at - _EPOCH) // _MICROSECOND
    number = next(_NUMBERS) & 0xFFFFFF
    value = (micros << 72) | (number << 48) | secrets.randbits(48)
    return "".join(ALPHABET[value >> 6 * place & 63] for place in reversed(range(_LENGTH)))
