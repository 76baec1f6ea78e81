"""The life of a call, and lists of calls with the newest first."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import exists, select

from contract.errors import RequestNotFound
from models.audit.table import Request, RequestTouch
from models.base import shown
from models.listing import listed
from models.paging import Page, Slice
from models.session import Session
from models.text import present, storable

_COLUMNS: Final = (
    Request.request_id,
    Request.key_id,
    Request.operation,
    shown(Request.received_at),
    shown(Request.finished_at),
    Request.status,
    Request.error,
    Request.replay_of,
    Request.replays,
    Request.repeats,
    Request.touched,
    Request.trace_id,
)


def find(session: Session, tenant: str, request_id: str) -> dict[str, Any]:
    """Give all that is known of a call, or raise `RequestNotFound`."""
    query = select(*_COLUMNS).where(Request.tenant == tenant, Request.request_id == request_id)
    found = session.execute(query).first() if storable(request_id) else None
    if found is None:
        raise RequestNotFound(request_id=request_id)
    return _row(tuple(found))


def error(session: Session, tenant: str, request_id: str) -> str | None:
    """Give the code of the error that a call ended with; `None` without one, or without a record."""
    query = select(Request.error).where(Request.tenant == tenant, Request.request_id == request_id)
    return session.execute(query).scalar()


def page(
    session: Session,
    tenant: str,
    page: Page,
    *,
    since: datetime | str | None = None,
    until: datetime | str | None = None,
    operation: str | None = None,
    resource: str | None = None,
    status: int | None = None,
) -> Slice:
    """List calls received at or after `since` and before `until`, without states before and after."""
    if not all(storable(text) for text in (operation, resource) if text is not None):
        return Slice([])
    query = select(*_COLUMNS).where(Request.tenant == tenant)
    if since is not None:
        query = query.where(Request.received_at >= since)
    if until is not None:
        query = query.where(Request.received_at < until)
    if operation is not None:
        query = query.where(Request.operation == operation)
    if status is not None:
        query = query.where(Request.status == status)
    if resource is not None:
        query = query.where(
            exists().where(
                RequestTouch.tenant == Request.tenant,
                RequestTouch.entity_id == resource,
                RequestTouch.received_at == Request.received_at,
                RequestTouch.request_id == Request.request_id,
            )
        )
    order = (Request.received_at, Request.request_id)
    return listed(session, query, page, order=order, falling=True, shape=_brief)


def _row(cells: tuple[Any, ...]) -> dict[str, Any]:
    (
        id,
        key_id,
        operation,
        received,
        finished,
        status,
        error,
        replay_of,
        replays,
        repeats,
        touched,
        trace_id,
    ) = cells
    return {
        "requestId": id,
        "operation": operation,
        "receivedAt": received,
        "finishedAt": finished,
        "status": status,
        "replays": replays,
        "repeats": repeats,
        "touched": touched,
        **present(keyId=key_id, error=error, replayOf=replay_of, traceId=trace_id),
    }


def _brief(cells: tuple[Any, ...]) -> dict[str, Any]:
    shaped = _row(cells)
    shaped["touched"] = [{"kind": one["kind"], "id": one["id"]} for one in shaped["touched"]]
    return shaped
