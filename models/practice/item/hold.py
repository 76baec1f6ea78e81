"""An item is held while it changes, and one that is billed does not change."""

from typing import Any

from sqlalchemy import delete, select, update

from models.hot import Hot
from models.practice import tally
from models.practice.given import identity
from models.practice.item.find import alone, find
from models.practice.item.kind import Kind
from models.session import Session


def held(session: Session, tenant: str, kind: Kind, id: str) -> dict[str, Any]:
    """Give the columns of an item that nobody else changes or bills until the unit ends.

    Raises what the kind says of one that is not there or is billed.
    """
    table = kind.table.__table__
    query = select(table).where(table.c.tenant == tenant, table.c.id == identity(id))
    row = session.execute(query.with_for_update(key_share=True)).mappings().first()
    if row is None:
        raise kind.not_found
    if row["invoice_id"] is not None:
        raise kind.billed
    return dict(row)


def keep(
    session: Session, tenant: str, kind: Kind, id: str, values: dict[str, Any]
) -> dict[str, Any]:
    """Write the changed columns of a held item, note the change, and give the item."""
    table = kind.table.__table__
    before = alone(session, tenant, kind, id)
    session.execute(
        update(table)
        .where(table.c.tenant == tenant, table.c.id == id)
        .values(values | {"modified_at": session.now})
    )
    session.touch(kind.name, id, before=before, after=alone(session, tenant, kind, id))
    return find(session, tenant, kind, id)


def add(
    session: Session, tenant: str, kind: Kind, insert: Hot, row: dict[str, Any]
) -> dict[str, Any]:
    """Write a new item, note it, and give it."""
    insert.run(
        session,
        tenant=tenant,
        invoice_id=None,
        created_at=session.now,
        modified_at=session.now,
        **row,
    )
    id = row["id"]
    tally.count(session, tenant, kind.name, id, 1)
    session.touch(kind.name, id, before=None, after=alone(session, tenant, kind, id))
    return find(session, tenant, kind, id)


def remove(session: Session, tenant: str, kind: Kind, id: str) -> None:
    """Delete an item that is not billed, and note it."""
    own = held(session, tenant, kind, id)["id"]
    before = alone(session, tenant, kind, own)
    table = kind.table.__table__
    session.execute(delete(table).where(table.c.tenant == tenant, table.c.id == own))
    tally.count(session, tenant, kind.name, own, -1)
    session.touch(kind.name, own, before=before, after=None)
