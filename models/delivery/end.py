"""A delivery also ends without an answer: its destination, its time or its subject is gone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from models.delivery.table import DROPPED, EXPIRED, Attempt, Delivery
from models.session import Session


def drop(session: Session, tenant: str, destination_id: str, *, most: int) -> int:
    """Give up what waits for a destination that was removed."""
    return _end(session, tenant, DROPPED, most, Delivery.destination_id == destination_id)


def expire(
    session: Session,
    tenant: str,
    *,
    before: datetime,
    destination_ids: Sequence[str],
    most: int = 1000,
) -> int:
    """Give up what these destinations have waited for since before `before`; to be called until 0."""
    mine = Delivery.destination_id.in_(destination_ids)
    return _end(session, tenant, EXPIRED, most, mine, Delivery.created_at < before)


def forget(session: Session, tenant: str, subject_ids: Sequence[str]) -> int:
    """Remove all deliveries of subjects that are deleted, with their attempts."""
    mine = (Delivery.tenant == tenant, Delivery.subject_id.in_(subject_ids))
    theirs = select(Delivery.id).where(*mine)
    _run(session, delete(Attempt).where(Attempt.tenant == tenant, Attempt.delivery_id.in_(theirs)))
    return _run(session, delete(Delivery).where(*mine))


def _end(session: Session, tenant: str, state: str, most: int, *where: ColumnElement[bool]) -> int:
    waiting = (Delivery.tenant == tenant, Delivery.due_at.is_not(None))
    chosen = select(Delivery.id).where(*waiting, *where).limit(most)
    ended = {"state": state, "due_at": None, "settled_at": session.now}
    return _run(session, update(Delivery).where(*waiting, Delivery.id.in_(chosen)).values(ended))


def _run(session: Session, statement: Any) -> int:
    done: Any = session.execute(statement.execution_options(synchronize_session=False))
    return int(done.rowcount)
