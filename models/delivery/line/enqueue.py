"""What is published is in line for every destination when the publish commits, or nothing is."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func

from models.delivery.rowset import inserting, rows
from models.delivery.table import FIFO, REMOVED, WAITING, Delivery, Destination
from models.hot import Hot
from models.identity import uuid7
from models.session import Session

_NAMES: Final = (
    "tenant",
    "id",
    "destination_id",
    "kind",
    "subject_id",
    "position",
    "attempts",
    "tries",
    "due_at",
    "state",
    "created_at",
)
_ONCE: Final = ("tenant", "subject_id", "destination_id")


def _among(given: dict[str, ColumnElement[Any]]) -> tuple[Any, dict[str, Any]]:
    """Only a line has positions, and everything in it has one."""
    there = and_(
        Destination.tenant == given["tenant"],
        Destination.id == given["destination_id"],
        Destination.state != REMOVED,
    )
    position = case((Destination.ordering == FIFO, func.coalesce(given["position"], 0)))
    return there, {"position": position}


_INSERT: Final = Hot(inserting(Delivery, _NAMES, unless=_ONCE, among=_among))


def enqueue(
    session: Session,
    tenant: str,
    destination_ids: Iterable[str],
    *,
    kind: str,
    subject_id: str,
    position: int | None = None,
    due_at: datetime | None = None,
) -> int:
    """Put one delivery of the subject in line for every destination; give how many are new.

    `position` is the order in which a `fifo` destination gets them; it must rise with the commits.
    A destination that has the subject already keeps the delivery that it has, and one that is no
    longer there gets none. Takes no lock.
    """
    given: list[dict[str, Any]] = [
        {
            "tenant": tenant,
            "id": uuid7(session.now),
            "destination_id": id,
            "kind": kind,
            "subject_id": subject_id,
            "position": position,
            "attempts": 0,
            "tries": 0,
            "due_at": due_at or session.now,
            "state": WAITING,
            "created_at": session.now,
        }
        for id in destination_ids
    ]
    if not given:
        return 0
    session.hint(tenant, [one["destination_id"] for one in given])
    return _INSERT.run(session, rows=rows(given))
