"""Nobody gives what they do not have; what a scope includes, whoever has it has."""

from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import select

from contract.errors import ScopeNotGrantable
from models.platform.key.table import Key
from models.session import Session

EVERY: Final = "*"
FINE: Final = "messaging"
"""The API whose scopes are `api:resource:read|write`, for every id or with one id behind."""


def includes(own: Collection[str], scope: str) -> bool:
    """Whether somebody with the scopes `own` may do what `scope` allows.

    Of fine scopes, writing includes reading, and one without an id includes those of all ids.
    """
    if EVERY in own or scope in own:
        return True
    api, _, rest = scope.partition(":")
    resource, _, access = rest.partition(":")
    if api != FINE or not access:
        return False
    mode, _, id = access.partition(":")
    modes = {mode, "write"} if mode == "read" else {mode}
    ids = {"", f":{id}"} if id else {""}
    return any(f"{api}:{resource}:{each}{tail}" in own for each in modes for tail in ids)


def demand_grantable(session: Session, tenant: str, wanted: Iterable[str]) -> None:
    """Raise `ScopeNotGrantable` for a scope that the calling key lacks; without a caller, never."""
    caller = session.caller
    if caller is None or caller.tenant != tenant:
        return
    query = select(Key.scopes).where(Key.tenant == tenant, Key.id == caller.key_id)
    own = frozenset(session.execute(query).scalar() or ())
    for scope in wanted:
        if not includes(own, scope):
            raise ScopeNotGrantable(scope=scope)
