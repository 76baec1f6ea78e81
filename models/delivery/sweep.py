"""What is over is kept for a while and then goes, a little at a time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Delete, delete, exists, select

from models.delivery.end import drop as drop_waiting
from models.delivery.table import (
    DELIVERED,
    DROPPED,
    EXPIRED,
    REMOVED,
    Attempt,
    Delivery,
    Destination,
)
from models.identity import uuid7
from models.session import Session

OVER: Final = (DELIVERED, DROPPED, EXPIRED)
_STRAGGLERS: Final = timedelta(days=1)
"""How long a removed destination is kept for what was enqueued while it was being removed."""


def drop(session: Session, *, most: int = 1000) -> int:
    """Give up what waits for removed destinations, and forget those that are long removed.

    For all tenants; to be called until it gives 0.
    """
    waits = exists().where(
        Delivery.tenant == Destination.tenant,
        Delivery.destination_id == Destination.id,
        Delivery.due_at.is_not(None),
    )
    removed = select(Destination.tenant, Destination.id).where(Destination.state == REMOVED)
    left = session.execute(removed.where(waits).limit(1)).first()
    if left is not None:
        return drop_waiting(session, left[0], left[1], most=most)
    old = removed.where(Destination.state_at < session.now - _STRAGGLERS).limit(most)
    found = session.execute(old).all()
    for tenant, id in found:
        mine = (Destination.tenant == tenant, Destination.id == id)
        _run(session, delete(Destination).where(*mine))
    return len(found)


def sweep(
    session: Session,
    tenant: str,
    before: datetime,
    *,
    most: int = 1000,
    states: Sequence[str] = OVER,
    kinds: Sequence[str] | None = None,
) -> int:
    """Remove up to `most` settled deliveries of things from before `before`, with their attempts.

    Dead letters stay unless `states` names them; `kinds` spares the others. To be called until it gives 0.
    """
    # Ids begin with the time of creation: the key itself is the index by age.
    mine = [Delivery.tenant == tenant, Delivery.id < uuid7(before)[:18], Delivery.state.in_(states)]
    if kinds is not None:
        mine.append(Delivery.kind.in_(kinds))
    ids = list(session.execute(select(Delivery.id).where(*mine).limit(most)).scalars())
    if not ids:
        return 0
    _run(session, delete(Attempt).where(*_of(Attempt, tenant, Attempt.delivery_id, ids)))
    return _run(session, delete(Delivery).where(*_of(Delivery, tenant, Delivery.id, ids)))


def _of(
    table: type[Attempt | Delivery], tenant: str, column: Any, ids: list[str]
) -> tuple[ColumnElement[bool], ...]:
    return (table.tenant == tenant, column.in_(ids))


def _run(session: Session, statement: Delete) -> int:
    done: Any = session.execute(statement.execution_options(synchronize_session=False))
    return int(done.rowcount)
