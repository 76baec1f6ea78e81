"""A lane is held longer or given back by whoever has its token, and by nobody else."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import BigInteger, ClauseElement, bindparam, null, or_, update

from models.column import Plain, Timestamp
from models.delivery import circuit
from models.delivery.lane.shape import ALONE, COLUMNS, Lane, shaped
from models.delivery.rowset import Rowset, rows
from models.delivery.table import ACTIVE, Destination
from models.hot import Hot
from models.session import Session

_TOKEN: Final = (
    Destination.holder == bindparam("by"),
    Destination.epoch == bindparam("at_epoch"),
)
_TRIABLE: Final = or_(Destination.liveness != circuit.INACTIVE, Destination.liveness_url.is_(None))
_HELD: Final = Rowset(tenant=Plain, id=Plain, holder=Plain, epoch=BigInteger(), until=Timestamp())


def _releasing(dialect: str) -> ClauseElement:
    given = _HELD.source(dialect)[1]
    token = ("tenant", "id", "holder", "epoch")
    same = [getattr(Destination, name) == given[name] for name in token]
    free = {"holder": null(), "lease_until": null(), "rests_until": given["until"]}
    return update(Destination).where(*same).values(free)


_RENEW: Final = Hot(
    update(Destination)
    .where(*ALONE, *_TOKEN, Destination.state == ACTIVE, _TRIABLE)
    .values(lease_until=bindparam("until", type_=Timestamp()))
    .returning(*COLUMNS)
)
_RELEASE: Final = Hot(_releasing)


def renew(session: Session, lane: Lane, *, lease: timedelta) -> Lane | None:
    """Hold it longer, with its present rules; `None` when it is lost or nothing may be sent now."""
    token = {"of": lane.tenant, "which": lane.id, "by": lane.holder, "at_epoch": lane.epoch}
    found = _RENEW.first(session, **token, until=session.now + lease)
    return None if found is None else shaped(found)


def release(session: Session, lanes: Sequence[Lane], *, until: datetime | None = None) -> int:
    """Give lanes back; nobody takes them before `until`. Those that were lost are left alone."""
    given = [
        {
            "tenant": lane.tenant,
            "id": lane.id,
            "holder": lane.holder,
            "epoch": lane.epoch,
            "until": until,
        }
        for lane in lanes
    ]
    return _RELEASE.run(session, rows=rows(given)) if given else 0
