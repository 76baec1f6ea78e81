"""Visits are listed by the days of the studio's calendar on which they began."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select

from contract.errors import Fault, InvalidRequest
from models.hot import Hot
from models.listing import listed
from models.paging import Page, Slice
from models.session import Session
from models.studio import customer
from models.studio.calendar import day, local, plus
from models.studio.checkin.move import house as house_of
from models.studio.studio import house
from models.studio.table.checkin import COLUMNS, Checkin, Present, row

_COUNT = Hot(select(func.count()).select_from(Present).where(Present.tenant == bindparam("tenant")))


def page(
    session: Session,
    tenant: str,
    customer_id: int,
    page: Page,
    *,
    from_date: str | None = None,
    to_date: str | None = None,
) -> Slice:
    """List a customer's visits, oldest first; both days count, and one month is the default.

    Without `to_date` it is today, or a month after `from_date`; without both the last month.
    """
    customer.demand(session, tenant, customer_id)
    zone = house(session, tenant).zone
    first, last = _span(from_date, to_date, local(session.now, zone))
    if last < first:
        raise InvalidRequest(Fault("query.toDate", "It must not be before the start."))
    where = house_of(session, tenant)
    query = select(*COLUMNS).where(
        Checkin.tenant == tenant,
        Checkin.customer_id == customer_id,
        Checkin.check_in_at >= _begins(first, zone),
        Checkin.check_in_at < _begins(last + timedelta(days=1), zone),
    )
    return listed(session, query, page, order=(Checkin.id,), shape=lambda cells: row(cells, where))


def utilization(session: Session, tenant: str) -> dict[str, Any]:
    """Give `{capacity, count}` of now; a studio that has set no capacity shows the count alone."""
    cells = _COUNT.first(session, tenant=tenant)
    count = int(cells[0]) if cells else 0
    capacity = house(session, tenant).capacity
    return {"count": count} if capacity is None else {"capacity": capacity, "count": count}


def _span(from_date: str | None, to_date: str | None, today: date) -> tuple[date, date]:
    if from_date is None:
        last = today if to_date is None else day(to_date, "query.toDate")
        return plus(last, -1, "MONTH"), last
    first = day(from_date, "query.fromDate")
    return first, plus(first, 1, "MONTH") if to_date is None else day(to_date, "query.toDate")


def _begins(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
