"""A listener is shown with how its address fares and with what it has missed."""

from collections.abc import Sequence
from typing import Any, Final

from contract.errors import ListenerNotFound
from models.delivery import destination
from models.delivery import record as deliveries
from models.listing import listed
from models.messaging import name, record
from models.messaging.moment import shown
from models.messaging.queue.find import there
from models.messaging.table import Listener
from models.paging import Page, Slice
from models.session import Session
from models.text import present, storable

Json = dict[str, Any]

KIND: Final = "listener"
_STATUS: Final = {"active": "enabled"}


def find(session: Session, tenant: str, queue_id: str, listener_id: str) -> Json:
    """Give the listener; raises `QueueNotFound` or `ListenerNotFound`."""
    there(session, tenant, queue_id)
    return _shown(session, tenant, [row(session, tenant, queue_id, listener_id)])[0]


def row(
    session: Session, tenant: str, queue_id: str, listener_id: str, *, hold: bool = False
) -> Json:
    """Give the columns of the queue's listener, or raise `ListenerNotFound`."""
    query = record.mine(Listener, tenant).where(
        Listener.id == listener_id, Listener.queue_id == queue_id
    )
    if hold:
        query = query.with_for_update()
    readable = storable(listener_id) and storable(queue_id)
    found = session.execute(query).mappings().first() if readable else None
    if found is None:
        raise ListenerNotFound(listener_id=listener_id)
    return dict(found)


def page(
    session: Session,
    tenant: str,
    page: Page,
    *,
    queue_id: str | None = None,
    visible: frozenset[str] | None = None,
    queues: frozenset[str] | None = None,
) -> Slice:
    """List listeners, oldest first, with their total: those of one queue, or of all.

    `visible` are the ids of listeners, `queues` of queues that may be shown.
    """
    query = record.mine(Listener, tenant)
    if queue_id is not None:
        there(session, tenant, queue_id)
        query = query.where(Listener.queue_id == queue_id)
    if visible is not None:
        query = query.where(Listener.id.in_(visible))
    if queues is not None:
        query = query.where(Listener.queue_id.in_(queues))
    order = (Listener.created_at, Listener.id)
    found = listed(session, query, page, order=order, shape=_CELLS, counted=True)
    return Slice(_shown(session, tenant, found.items), found.next, found.total)


_CELLS: Final = record.shaper(Listener, lambda cells: cells)


def _shown(session: Session, tenant: str, listeners: Sequence[Json]) -> list[Json]:
    places = {
        one["id"]: one
        for queue_id in dict.fromkeys(one["queue_id"] for one in listeners)
        for one in destination.of_source(session, tenant, KIND, queue_id)
    }
    ids = [one["destination_id"] for one in listeners]
    missed = deliveries.missed(session, tenant, ids)
    return [
        _row(one, places[one["destination_id"]], missed[one["destination_id"]]) for one in listeners
    ]


def _row(found: Json, place: Json, missed: deliveries.Missed) -> Json:
    return {
        "id": found["id"],
        "queue_id": found["queue_id"],
        **name.both(found["name"]),
        "notify_url": place["url"],
        "liveness_url": place["liveness_url"],
        "status": _STATUS.get(place["state"], place["state"]),
        **present(event_types=place["types"], rate_limit=place["rate_limit"]),
        "timeout_ms": place["timeout_ms"],
        "liveness": place["liveness"],
        "messages": {
            "acknowledged_count": place["acknowledged"],
            "missed": missed.subjects,
            "missed_count": missed.count,
        },
        **shown(created_at=found["created_at"], updated_at=found["updated_at"]),
    }
