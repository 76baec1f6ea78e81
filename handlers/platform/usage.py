"""Operations under /usage."""

from handlers import moment
from models.paging import Page, Slice
from models.platform import usage
from models.session import Session


def list_usage(
    session: Session,
    tenant: str,
    page: Page,
    *,
    since: str | None = None,
    until: str | None = None,
    key_id: str | None = None,
    operation: str | None = None,
) -> Slice:
    return usage.page(
        session,
        tenant,
        page,
        since=moment(since, "query.since"),
        until=moment(until, "query.until"),
        key_id=key_id,
        operation=operation,
    )
