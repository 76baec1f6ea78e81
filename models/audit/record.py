"""A call is recorded in the unit of work of what it did; its id names it alone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from contract.errors import RequestIdUsed
from models.audit.table import REQUEST_KEY, Request, RequestTouch
from models.constraint import broken
from models.hot import Hot
from models.session import Change, Session
from models.text import present

_MINE = (Request.tenant == bindparam("of"), Request.request_id == bindparam("which"))
_INSERT = Hot(insert(Request))
_TOUCH = Hot(insert(RequestTouch))
_EXISTS = Hot(select(Request.status).where(*_MINE))
_REPLAYED = Hot(update(Request).where(*_MINE).values(replays=Request.replays + 1))
_REPEATED = Hot(update(Request).where(*_MINE).values(repeats=Request.repeats + 1))


def record(
    session: Session,
    tenant: str,
    *,
    request_id: str,
    key_id: str | None,
    operation: str,
    received_at: datetime,
    finished_at: datetime,
    status: int,
    error: str | None = None,
    trace_id: str | None = None,
    touched: Iterable[Change] = (),
    replay_of: str | None = None,
) -> None:
    """Keep one call, or raise `RequestIdUsed`; `replay_of` names the call whose answer it got."""
    changes = list(touched)
    try:
        _INSERT.run(
            session,
            tenant=tenant,
            request_id=request_id,
            trace_id=trace_id,
            key_id=key_id,
            operation=operation,
            received_at=received_at,
            finished_at=finished_at,
            status=status,
            error=error,
            replay_of=replay_of,
            replays=0,
            repeats=0,
            touched=[_touched(change) for change in changes],
        )
    except IntegrityError as refused:
        if broken(refused) != REQUEST_KEY:
            raise
        raise RequestIdUsed(request_id=request_id) from refused
    for entity_id in dict.fromkeys(change.id for change in changes):
        _TOUCH.run(
            session,
            tenant=tenant,
            entity_id=entity_id,
            received_at=received_at,
            request_id=request_id,
        )


def exists(session: Session, tenant: str, request_id: str) -> bool:
    """Whether the id already names a call."""
    return _EXISTS.first(session, of=tenant, which=request_id) is not None


def replayed(session: Session, tenant: str, request_id: str) -> bool:
    """Count one more replay of the call of this id; `False` when there is no such call."""
    return bool(_REPLAYED.run(session, of=tenant, which=request_id))


def repeated(session: Session, tenant: str, request_id: str) -> bool:
    """Count one more call that was refused because its id is used."""
    return bool(_REPEATED.run(session, of=tenant, which=request_id))


def sweep(session: Session, tenant: str, before: datetime, most: int = 1000) -> int:
    """Remove up to `most` of the calls received before `before`, oldest first; give their number."""
    old = list(
        session.scalars(
            select(Request.request_id)
            .where(Request.tenant == tenant, Request.received_at < before)
            .order_by(Request.received_at, Request.request_id)
            .limit(most)
        )
    )
    for table in (Request, RequestTouch):
        ours: Any = table.request_id.in_(old)
        session.execute(
            delete(table)
            .where(table.tenant == tenant, ours)
            .execution_options(synchronize_session=False)
        )
    return len(old)


def _touched(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.id,
        **present(before=change.before, after=change.after),
    }
