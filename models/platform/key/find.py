"""Keys are listed without anything that would help to use them."""

from typing import Any

from sqlalchemy import select

from contract.errors import KeyNotFound, KeyRevoked
from models.listing import listed
from models.paging import Page, Slice
from models.platform.key.table import COLUMNS, Key, row
from models.session import Session
from models.text import storable


def find(session: Session, tenant: str, key_id: str) -> dict[str, Any]:
    """Give the key, or raise `KeyNotFound`."""
    query = select(*COLUMNS).where(Key.tenant == tenant, Key.id == key_id)
    found = session.execute(query).first() if storable(key_id) else None
    if found is None:
        raise KeyNotFound(key_id=key_id)
    return row(tuple(found))


def held(session: Session, tenant: str, key_id: str) -> dict[str, Any]:
    """Give a key that is not revoked, for a change; raises `KeyNotFound` or `KeyRevoked`."""
    query = select(*COLUMNS).where(Key.tenant == tenant, Key.id == key_id).with_for_update()
    found = session.execute(query).first() if storable(key_id) else None
    if found is None:
        raise KeyNotFound(key_id=key_id)
    shaped = row(tuple(found))
    if "revokedAt" in shaped:
        raise KeyRevoked(key_id=key_id)
    return shaped


def page(session: Session, tenant: str, page: Page) -> Slice:
    """List the organization's keys, oldest first, revoked ones too, with their total."""
    query = select(*COLUMNS).where(Key.tenant == tenant)
    return listed(session, query, page, order=(Key.created_at, Key.id), shape=row, counted=True)
