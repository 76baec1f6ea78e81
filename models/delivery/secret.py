"""A destination's signing secrets lie sealed together; an old one signs along until its time is up."""

import base64
import secrets
from datetime import datetime
from typing import Final

import orjson

from models.clock import parse_rfc3339, rfc3339
from models.vault import Vault

PREFIX: Final = "whsec_"
MOST: Final = 5
"""How many sign at once; the eldest go when somebody rotates faster than they end."""


def fresh() -> str:
    """A new secret as Standard Webhooks writes them: 32 random bytes in Base64 after `whsec_`."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def sealed(vault: Vault, secret: str) -> str:
    """What is stored of a destination that has one secret."""
    return _seal(vault, [(secret, None)])


def rotated(vault: Vault, kept: str, secret: str, *, now: datetime, until: datetime) -> str:
    """What is stored once `secret` signs first and those before it until `until` at the latest."""
    old = [(text, min(end or until, until)) for text, end in _open(vault, kept)]
    going_on = [(text, end) for text, end in old if end > now]
    return _seal(vault, [(secret, None), *going_on][:MOST])


def valid(vault: Vault, kept: str, now: datetime) -> list[str]:
    """The secrets that sign at `now`, newest first."""
    return [text for text, end in _open(vault, kept) if end is None or end > now]


def _seal(vault: Vault, given: list[tuple[str, datetime | None]]) -> str:
    plain = [[text, end and rfc3339(end)] for text, end in given]
    return vault.seal(orjson.dumps(plain))


def _open(vault: Vault, kept: str) -> list[tuple[str, datetime | None]]:
    return [(text, end and parse_rfc3339(end)) for text, end in orjson.loads(vault.open(kept))]
