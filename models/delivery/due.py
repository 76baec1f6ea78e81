"""What a lane has to send now, in its order, and when the next thing of all is due."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ClauseElement, Integer, bindparam, case, func, or_, select

from models.column import Timestamp
from models.delivery import circuit
from models.delivery.head import HEAD
from models.delivery.lane import Lane
from models.delivery.planned import plan_afresh
from models.delivery.table import ACTIVE, FIFO, IN_LINE, UNORDERED, Delivery, Destination
from models.hot import Hot
from models.session import Session


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery to be sent; this is attempt `attempts + 1`, and the schedule counts `tries`."""

    tenant: str
    id: str
    kind: str
    subject_id: str
    position: int | None
    attempts: int
    tries: int
    created_at: datetime
    due_at: datetime


_MINE: Final = (
    select(
        Delivery.tenant,
        Delivery.id,
        Delivery.kind,
        Delivery.subject_id,
        Delivery.position,
        Delivery.attempts,
        Delivery.tries,
        Delivery.created_at,
        Delivery.due_at,
    )
    .where(Delivery.tenant == bindparam("of"), Delivery.destination_id == bindparam("to"))
    .limit(bindparam("most", type_=Integer()))
)
_LINE: Final = Hot(_MINE.where(IN_LINE).order_by(Delivery.position, Delivery.id))
_DUE: Final = Hot(
    _MINE.where(UNORDERED, Delivery.due_at <= bindparam("now", type_=Timestamp())).order_by(
        Delivery.due_at, Delivery.id
    )
)


def read(session: Session, lane: Lane, *, most: int, besides: Collection[str] = ()) -> list[Due]:
    """Give up to `most` that are due, without those that are under way already (`besides`).

    Of a `fifo` lane they are the head of the line, up to the first that is not due: each may be
    sent only once the one before it is settled for good.
    """
    plan_afresh(session)
    values = {"of": lane.tenant, "to": lane.id, "most": most + len(besides)}
    if lane.ordering != FIFO:
        found = _DUE.all(session, **values, now=session.now)
        return [Due(*cells) for cells in found if cells[1] not in besides][:most]
    head = []
    for cells in _LINE.all(session, **values):
        one = Due(*cells)
        if one.due_at > session.now:
            break
        head.append(one)
    return [one for one in head if one.id not in besides][:most]


def _next(dialect: str) -> ClauseElement:
    latest: Any = func.greatest if dialect == "postgresql" else func.max
    born = Destination.created_at
    ready = latest(
        HEAD,
        func.coalesce(Destination.lease_until, born),
        func.coalesce(Destination.rests_until, born),
        case((Destination.liveness == circuit.INACTIVE, Destination.probe_at), else_=born),
        type_=Timestamp(),
    )
    triable = or_(Destination.liveness != circuit.INACTIVE, Destination.liveness_url.is_(None))
    return select(func.min(ready)).where(Destination.state == ACTIVE, triable, HEAD.is_not(None))


_NEXT: Final = Hot(_next)
_PROBE: Final = Hot(
    select(func.min(Destination.probe_at)).where(
        Destination.state == ACTIVE, Destination.liveness_url.is_not(None)
    )
)


def next_at(session: Session) -> datetime | None:
    """When a lane can next be claimed or a probe be taken, which may be past; `None` for never."""
    plan_afresh(session)
    first = [(query.first(session) or (None,))[0] for query in (_NEXT, _PROBE)]
    return min((moment for moment in first if moment is not None), default=None)
