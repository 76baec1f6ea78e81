"""What a key may do can change while it lives; a disabled one is nobody until it is enabled."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import update

from models.clock import parse_rfc3339
from models.platform.key.find import find, held
from models.platform.key.grant import demand_grantable
from models.platform.key.table import Key
from models.session import Session
from models.text import demand


def change(
    session: Session,
    tenant: str,
    key_id: str,
    *,
    name: str,
    scopes: Iterable[str],
    disabled: bool,
    expires_at: datetime | None,
    client: str | None,
) -> dict[str, Any]:
    """Give the key these properties and no others; its text stays.

    Raises `KeyNotFound`, `KeyRevoked`, or `ScopeNotGrantable` when the calling key lacks what the
    key can do after the change and could not do before it.
    """
    demand(name=name)
    before = held(session, tenant, key_id)
    wanted = sorted(set(scopes))
    if not disabled:
        kept = () if _ends(session, before, expires_at) else before["scopes"]
        demand_grantable(session, tenant, [one for one in wanted if one not in kept])
    values: dict[str, Any] = {"name": name, "scopes": wanted, "expires_at": expires_at}
    values |= {"client": client, "disabled_at": _since(session, before) if disabled else None}
    session.execute(
        update(Key)
        .where(Key.tenant == tenant, Key.id == key_id)
        .values(values)
        .execution_options(synchronize_session=False)
    )
    after = find(session, tenant, key_id)
    session.touch("key", key_id, before=before, after=after)
    session.emit("key.updated", key_id, {"name": name})
    return after


def _ends(session: Session, before: dict[str, Any], expires_at: datetime | None) -> bool:
    """Whether the key is at its end as it is, or would be before the new one: the rest is a gift."""
    if "disabledAt" in before:
        return True
    if "expiresAt" not in before:
        return False
    end = parse_rfc3339(before["expiresAt"])
    return end <= session.now or expires_at is None or expires_at > end


def _since(session: Session, before: dict[str, Any]) -> datetime:
    return parse_rfc3339(before["disabledAt"]) if "disabledAt" in before else session.now
