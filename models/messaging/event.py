"""Everything that happens is kept in order, in the transaction in which it happens."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, or_, select

from contract.errors import Fault, InvalidRequest
from models.delivery.rowset import inserting, rows
from models.hot import Hot
from models.listing import listed
from models.messaging import stats
from models.messaging.kinds import TYPES
from models.messaging.moment import moment, ms
from models.messaging.order import rising
from models.messaging.table import Event
from models.paging import Page, Slice
from models.session import Session
from models.text import storable

KEPT: Final = timedelta(days=30)
_NAMES: Final = ("tenant", "id", "type", "stored_at", "client", "about")
_INSERT: Final = Hot(inserting(Event, _NAMES))

Told = tuple[str, str | None, dict[str, Any]]
"""Type, client, and the entities by their kinds."""

__all__ = ["TYPES", "client_of", "page", "sweep", "tell", "write"]


def client_of(session: Session) -> str | None:
    """Who does this: the program that the key belongs to, or the key itself where it has none."""
    caller = session.caller
    return None if caller is None else caller.client or caller.key_id


def tell(session: Session, tenant: str, type: str, **about: dict[str, Any]) -> None:
    """Keep and count one thing that the caller did."""
    write(session, tenant, [(type, client_of(session), about)])


def write(session: Session, tenant: str, told: Sequence[Told]) -> None:
    """Keep and count things that happened, in their order."""
    given = [
        {
            "tenant": tenant,
            "id": rising(session.now),
            "type": type,
            "stored_at": session.now,
            "client": client,
            "about": {kind: _named(entity) for kind, entity in about.items()},
        }
        for type, client, about in told
    ]
    if given:
        _INSERT.run(session, rows=rows(given))
        stats.add(session, tenant, Counter(type for type, _, _ in told))


def page(
    session: Session,
    tenant: str,
    page: Page,
    *,
    types: Iterable[str] | None = None,
    start_after: int | None = None,
    start_after_id: str | None = None,
    visible: frozenset[str] | None = None,
) -> Slice:
    """List events, oldest first, with their total.

    `start_after_id` leaves out the event of that id and all before it, `start_after` all up to the
    end of that millisecond. Raises `InvalidRequest` for an id that is not there.
    """
    query = select(Event.id, Event.type, Event.stored_at, Event.client, Event.about).where(
        Event.tenant == tenant
    )
    if types is not None:
        query = query.where(Event.type.in_(list(types)))
    if visible is not None:
        query = query.where(Event.id.in_(visible))
    after = moment(start_after, "query.startAfter")
    if start_after_id is not None:
        at = _moment_of(session, tenant, start_after_id)
        later = (Event.stored_at == at) & (Event.id > start_after_id)
        query = query.where(Event.stored_at >= at, or_(Event.stored_at > at, later))
    elif after is not None:
        query = query.where(Event.stored_at >= after + timedelta(milliseconds=1))
    order = (Event.stored_at, Event.id)
    return listed(session, query, page, order=order, shape=_row, counted=True)


def sweep(session: Session, tenant: str, *, most: int = 1000) -> int:
    """Remove up to `most` that are older than `KEPT`; give their number."""
    old = (
        select(Event.id)
        .where(Event.tenant == tenant, Event.stored_at < session.now - KEPT)
        .order_by(Event.stored_at)
        .limit(most)
    )
    ids = list(session.execute(old).scalars())
    session.execute(
        delete(Event)
        .where(Event.tenant == tenant, Event.id.in_(ids))
        .execution_options(synchronize_session=False)
    )
    return len(ids)


def _moment_of(session: Session, tenant: str, id: str) -> datetime:
    query = select(Event.stored_at).where(Event.tenant == tenant, Event.id == id)
    found = session.execute(query).scalar() if storable(id) else None
    if found is None:
        raise InvalidRequest(Fault("query.startAfterId", "There is no such event."))
    return found


def _named(entity: dict[str, Any]) -> dict[str, Any]:
    return {word: entity[word] for word in ("id", "name") if entity.get(word) is not None}


def _row(cells: tuple[Any, ...]) -> dict[str, Any]:
    id, type, stored_at, client, about = cells
    by = {} if client is None else {"client": {"id": client}}
    return {"id": id, "type": type, "stored_at": ms(stored_at), **by, **about}
