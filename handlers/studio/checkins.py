"""Operations on the comings and goings of customers."""

from typing import Any

from models.paging import Page, Slice
from models.session import Session
from models.studio import checkin as visits

Json = dict[str, Any]


def list_checkins(
    session: Session,
    tenant: str,
    customer_id: int,
    page: Page,
    *,
    from_date: str | None = None,
    to_date: str | None = None,
) -> Slice:
    return visits.page(session, tenant, customer_id, page, from_date=from_date, to_date=to_date)


def checkin(session: Session, tenant: str, customer_id: int) -> Json:
    return visits.checkin(session, tenant, customer_id)


def checkout(session: Session, tenant: str, customer_id: int) -> Json:
    return visits.checkout(session, tenant, customer_id)
