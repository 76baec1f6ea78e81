"""Links to files that work for a while and for whoever has them, and cannot be made or changed by others."""

from datetime import datetime, timedelta
from typing import Final

from itsdangerous import BadData

from contract.errors import LinkExpired, LinkInvalid
from models.vault import Vault

_PURPOSE: Final = "links to files"


def sign(vault: Vault, key: str, *, now: datetime, seconds: int) -> str:
    """What stands for the storage key in a URL, good until `seconds` from now."""
    until = int((now + timedelta(seconds=seconds)).timestamp())
    return str(vault.signer(_PURPOSE).dumps([key, until]))


def key_of(vault: Vault, signed: str, *, now: datetime) -> str:
    """The storage key behind a link; raise `LinkInvalid` for a changed one, `LinkExpired` for an old one."""
    try:
        key, until = vault.signer(_PURPOSE).loads(signed)
    except (BadData, ValueError, TypeError) as exc:
        raise LinkInvalid from exc
    if vault.signer(_PURPOSE).dumps([key, until]) != signed:
        raise LinkInvalid  # Base64 has spellings that mean the same: only ours is the link
    if now.timestamp() >= until:
        raise LinkExpired
    return str(key)
