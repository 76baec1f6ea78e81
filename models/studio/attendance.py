"""Who may come, and who may still say that they will not."""

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, or_, select

from models.hot import Hot
from models.session import Session
from models.studio.calendar import local
from models.studio.table.idle_period import IdlePeriod
from models.studio.term import before

_IDLE: Final = Hot(
    select(IdlePeriod.id)
    .where(
        IdlePeriod.tenant == bindparam("tenant"),
        IdlePeriod.customer_id == bindparam("customer"),
        IdlePeriod.start_date <= bindparam("day"),
        or_(IdlePeriod.end_date.is_(None), IdlePeriod.end_date >= bindparam("day")),
    )
    .limit(1)
)


def idle(session: Session, tenant: str, customer_id: int, at: datetime, zone: ZoneInfo) -> bool:
    """Whether a membership of the customer rests on that day of the studio's calendar."""
    day = local(at, zone).isoformat()
    return _IDLE.first(session, tenant=tenant, customer=customer_id, day=day) is not None


def cancellable(
    now: datetime, starts_at: datetime, condition: dict[str, Any] | None, zone: ZoneInfo
) -> bool:
    """Whether a booking may be cancelled at `now`, by `{cancelationAfterLatestPossible, latestCancelTerm}`.

    Never after the start; without a condition until then.
    """
    if now >= starts_at:
        return False
    if condition is None or condition.get("cancelationAfterLatestPossible"):
        return True
    term = condition.get("latestCancelTerm")
    return term is None or now <= before(starts_at, term, zone)
