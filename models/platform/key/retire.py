"""A key ends at once when it is revoked, and after an overlap when it is rotated."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from models.clock import parse_rfc3339
from models.platform.key.create import create
from models.platform.key.find import find, held
from models.platform.key.table import Key
from models.session import Session


def rotate(
    session: Session, tenant: str, key_id: str, *, overlap: timedelta = timedelta(hours=24)
) -> tuple[dict[str, Any], str]:
    """Make a key like this one; this one works for `overlap` more, and not longer than before.

    Gives row and text of the new key, which lives as long as the old one was meant to. Raises
    `KeyNotFound`, `KeyRevoked`, `ScopeNotGrantable`.
    """
    before = held(session, tenant, key_id)
    until, expires_at = session.now + overlap, None
    if "expiresAt" in before:
        end = parse_rfc3339(before["expiresAt"])
        expires_at = session.now + (end - parse_rfc3339(before["createdAt"]))
        until = min(until, end)
    made, text = create(
        session,
        tenant,
        name=before["name"],
        scopes=before["scopes"],
        expires_at=expires_at,
        environment=before["environment"],
        client=before.get("client"),
        user_id=before.get("userId"),
    )
    _end(session, tenant, before, {"expires_at": until, "replaced_by": made["id"]}, "key.rotated")
    return made, text


def revoke(session: Session, tenant: str, key_id: str) -> dict[str, Any]:
    """End the key now, for good; raises `KeyNotFound` or `KeyRevoked`."""
    before = held(session, tenant, key_id)
    return _end(session, tenant, before, {"revoked_at": session.now}, "key.revoked")


def _end(
    session: Session, tenant: str, before: dict[str, Any], values: dict[str, Any], event: str
) -> dict[str, Any]:
    key_id = before["id"]
    session.execute(update(Key).where(Key.tenant == tenant, Key.id == key_id).values(values))
    after = find(session, tenant, key_id)
    session.touch("key", key_id, before=before, after=after)
    session.emit(event, key_id, {"name": before["name"]})
    return after
