"""A worker takes free lanes that have something due; how much waits there costs nothing."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Integer, and_, bindparam, null, or_, select, update

from models.column import Timestamp
from models.delivery import circuit
from models.delivery.head import HEAD
from models.delivery.lane.shape import ALONE, COLUMNS, Lane, shaped
from models.delivery.planned import plan_afresh
from models.delivery.table import ACTIVE, Destination
from models.hot import Hot
from models.session import Session

_NOW: Final = bindparam("now", type_=Timestamp())
_FREE: Final = (
    Destination.state == ACTIVE,
    or_(Destination.holder.is_(None), Destination.lease_until <= _NOW),
    or_(Destination.rests_until.is_(None), Destination.rests_until <= _NOW),
    or_(
        Destination.liveness != circuit.INACTIVE,
        and_(Destination.liveness_url.is_(None), Destination.probe_at <= _NOW),
    ),
    HEAD <= _NOW,
)


def _claiming(*where: Any) -> Any:
    """Whoever was served longest ago comes first; what another worker is just taking is left out."""
    free = (
        select(Destination.tenant, Destination.id)
        .where(*where, *_FREE)
        .order_by(Destination.served_at)
        .limit(bindparam("most", type_=Integer()))
        .with_for_update(skip_locked=True, of=Destination)
        .cte("free")
    )
    return (
        update(Destination)
        .where(Destination.tenant == free.c.tenant, Destination.id == free.c.id)
        .values(
            holder=bindparam("by"),
            epoch=Destination.epoch + 1,
            lease_until=bindparam("until", type_=Timestamp()),
            rests_until=null(),
            served_at=_NOW,
        )
        .returning(*COLUMNS)
    )


_CLAIM: Final = Hot(_claiming())
_CLAIM_ONE: Final = Hot(_claiming(*ALONE))


def claim(session: Session, holder: str, *, most: int = 10, lease: timedelta) -> list[Lane]:
    """Take up to `most` free lanes that have something due; a holder that dies gives them back by time.

    Costs what the number of destinations costs, however much waits. `holder` names one worker.
    """
    plan_afresh(session)
    until = session.now + lease
    found = _CLAIM.all(session, by=holder, now=session.now, until=until, most=most)
    return [shaped(cells) for cells in found]


def claim_one(
    session: Session, tenant: str, destination_id: str, holder: str, *, lease: timedelta
) -> Lane | None:
    """Take this lane if it is free and has something due."""
    plan_afresh(session)
    found = _CLAIM_ONE.first(
        session,
        of=tenant,
        which=destination_id,
        by=holder,
        now=session.now,
        until=session.now + lease,
        most=1,
    )
    return None if found is None else shaped(found)
