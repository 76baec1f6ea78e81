"""A message is shown with how far it is on its way."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import exists

from contract.errors import MessageNotFound
from models.delivery import record as deliveries
from models.listing import listed
from models.messaging import name, record
from models.messaging.moment import shown
from models.messaging.queue.find import there
from models.messaging.table import Message, Queue
from models.paging import Page, Slice
from models.session import Session
from models.text import present, storable

Json = dict[str, Any]

FOR_NOBODY: Final = "delivered"
"""The state of a message that nobody listened to: there is nobody who does not have it."""


def find(session: Session, tenant: str, queue_id: str, message_id: str) -> Json:
    """Give the message; raises `QueueNotFound` or `MessageNotFound`."""
    return _shown(session, tenant, [columns(session, tenant, queue_id, message_id)])[0]


def columns(
    session: Session, tenant: str, queue_id: str, message_id: str, *, hold: bool = False
) -> Json:
    """Give the columns of the message, `hold` it for a change; raises as `find`."""
    there(session, tenant, queue_id, lock="share" if hold else None)
    query = record.mine(Message, tenant).where(
        Message.id == message_id, Message.queue_id == queue_id
    )
    if hold:
        query = query.with_for_update()
    found = session.execute(query).mappings().first() if storable(message_id) else None
    if found is None:
        raise MessageNotFound(message_id=message_id)
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
    """List messages, newest first, with their total: those of one queue, or of all.

    `visible` are the ids of messages, `queues` of queues that may be shown.
    """
    query = record.mine(Message, tenant)
    if queue_id is not None:
        there(session, tenant, queue_id)
        query = query.where(Message.queue_id == queue_id)
    else:
        mine = (Queue.tenant == tenant, Queue.id == Message.queue_id, Queue.removed_at.is_(None))
        query = query.where(exists().where(*mine))
    if visible is not None:
        query = query.where(Message.id.in_(visible))
    if queues is not None:
        query = query.where(Message.queue_id.in_(queues))
    order = (Message.stored_at, Message.id)
    found = listed(session, query, page, order=order, shape=_CELLS, falling=True, counted=True)
    return Slice(_shown(session, tenant, found.items), found.next, found.total)


_CELLS: Final = record.shaper(Message, lambda cells: cells)


def row(found: Json, state: str | None) -> Json:
    """Shape the columns as the API's JSON."""
    return {
        "id": found["id"],
        "queue_id": found["queue_id"],
        **name.both(found["name"]),
        "data": found["data"],
        **present(event_type=found["event_type"]),
        "state": state or FOR_NOBODY,
        **shown(stored_at=found["stored_at"]),
    }


def _shown(session: Session, tenant: str, messages: Sequence[Json]) -> list[Json]:
    states = deliveries.states_of(session, tenant, [one["id"] for one in messages])
    return [row(one, states.get(one["id"])) for one in messages]
