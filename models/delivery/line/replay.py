"""A dead letter goes back in line when somebody asks, with a whole round of tries before it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, select, update

from models.delivery.destination import state
from models.delivery.table import (
    DEAD,
    DELIVERED,
    EXPIRED,
    IS_DEAD,
    REMOVED,
    WAITING,
    Delivery,
    Destination,
)
from models.session import Session


def replay(
    session: Session,
    tenant: str,
    *,
    delivery_ids: Sequence[str] | None = None,
    destination_ids: Sequence[str] | None = None,
    subject_ids: Sequence[str] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    most: int = 1000,
) -> int:
    """Put up to `most` dead letters back in line, oldest first; give how many there were.

    What is given narrows the choice; `since` to before `until` is when they died.
    """
    where = _between(since, until)
    for column, ids in (
        (Delivery.id, delivery_ids),
        (Delivery.destination_id, destination_ids),
        (Delivery.subject_id, subject_ids),
    ):
        if ids is not None:
            where.append(column.in_(ids))
    return _again(session, tenant, IS_DEAD, where, most)


def redeliver(
    session: Session, tenant: str, subject_id: str, destination_ids: Sequence[str] | None = None
) -> int:
    """Send a subject once more to those who had it or missed it; what waits goes on waiting."""
    where = [Delivery.subject_id == subject_id]
    if destination_ids is not None:
        where.append(Delivery.destination_id.in_(destination_ids))
    settled = Delivery.state.in_((DELIVERED, DEAD, EXPIRED))
    return _again(session, tenant, settled, where, None)


def recover(
    session: Session,
    tenant: str,
    destination_id: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    most: int = 1000,
) -> int | None:
    """Enable the destination and send what it missed; `None` when there is none.

    Up to `most` that wait are due now, up to `most` that died within the time are back in line.
    """
    if not state.close_circuit(session, tenant, destination_id):
        return None
    mine = Delivery.destination_id == destination_id
    later = Delivery.due_at > session.now
    sooner = _set(session, tenant, later, [mine], most, due_at=session.now)
    dead = _again(session, tenant, IS_DEAD, [mine, *_between(since, until)], most)
    return sooner + dead


def _between(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    where = []
    if since is not None:
        where.append(Delivery.settled_at >= since)
    if until is not None:
        where.append(Delivery.settled_at < until)
    return where


def _again(
    session: Session,
    tenant: str,
    which: ColumnElement[bool],
    where: list[ColumnElement[bool]],
    most: int | None,
) -> int:
    there = exists().where(
        Destination.tenant == tenant,
        Destination.id == Delivery.destination_id,
        Destination.state != REMOVED,
    )
    line = {"state": WAITING, "tries": 0, "due_at": session.now, "settled_at": None}
    return _set(session, tenant, which, [*where, there], most, **line)


def _set(
    session: Session,
    tenant: str,
    which: ColumnElement[bool],
    where: list[ColumnElement[bool]],
    most: int | None,
    **values: Any,
) -> int:
    """Change those that `which` is still true of when the row is held: only one of two gets it."""
    chosen = select(Delivery.id).where(Delivery.tenant == tenant, which, *where)
    if most is not None:
        chosen = chosen.order_by(Delivery.id).limit(most)
    session.hint(tenant)
    changed: Any = session.execute(
        update(Delivery)
        .where(Delivery.tenant == tenant, which, Delivery.id.in_(chosen))
        .values(values)
        .execution_options(synchronize_session=False)
    )
    return int(changed.rowcount)
