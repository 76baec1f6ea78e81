"""Operations under /events and /stats."""

from typing import Any

from contract.errors import Forbidden
from models.messaging import event, stats
from models.paging import Page
from models.session import Session

Json = dict[str, Any]
Visible = frozenset[str] | None


def list_events(
    session: Session,
    tenant: str,
    visible: Visible,
    *,
    limit: int,
    events: list[str] | None = None,
    start_after: int | None = None,
    start_after_id: str | None = None,
) -> list[Json]:
    found = event.page(
        session,
        tenant,
        Page(limit),
        types=events,
        start_after=start_after,
        start_after_id=start_after_id,
        visible=visible,
    )
    return found.items


def get_message_stats(session: Session, tenant: str, visible: Visible) -> Json:
    if visible is not None:  # the counters are of all; nobody can have a share of them
        raise Forbidden(scope="messaging:stats:read")
    return stats.messages(session, tenant)
