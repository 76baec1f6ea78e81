"""Operations under /requests."""

from typing import Any

from handlers import moment
from models import audit
from models.paging import Page, Slice
from models.session import Session


def list_requests(
    session: Session,
    tenant: str,
    page: Page,
    *,
    since: str | None = None,
    until: str | None = None,
    operation: str | None = None,
    resource: str | None = None,
    status: int | None = None,
) -> Slice:
    return audit.page(
        session,
        tenant,
        page,
        since=moment(since, "query.since"),
        until=moment(until, "query.until"),
        operation=operation,
        resource=resource,
        status=status,
    )


def get_request(session: Session, tenant: str, request_id: str) -> dict[str, Any]:
    return audit.find(session, tenant, request_id)
