"""What is over goes, a little at a time: messages whose time has passed, queues that were deleted."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select

from models.delivery import destination
from models.delivery.expiry import give_up
from models.messaging import event, published, stats
from models.messaging.message.change import forget
from models.messaging.published import Published
from models.messaging.table import Message, Queue
from models.session import Session

MOST: Final = 500
SHOWN: Final = timedelta(days=7)
"""How long a message whose time has passed can still be seen."""


def settle(session: Session, tenant: str) -> int:
    """Do some of it for one organization; give how much it was. To be called until it gives 0."""
    for act in (_removed, _expire, _forget, event.sweep, stats.sweep):
        done = act(session, tenant)
        if done:
            return done
    return 0


def _removed(session: Session, tenant: str) -> int:
    """Forget the messages of deleted queues, and then the queues."""
    query = select(Queue.id).where(Queue.tenant == tenant, Queue.removed_at.is_not(None))
    id = session.execute(query.limit(1)).scalar()
    if id is None:
        return 0
    ids = _messages(session, tenant, id)
    forget(session, tenant, ids)
    if not ids:
        session.execute(
            delete(Queue)
            .where(Queue.tenant == tenant, Queue.id == id)
            .execution_options(synchronize_session=False)
        )
    return 1 + len(ids)


def _expire(session: Session, tenant: str) -> int:
    """Give up what has waited longer than its queue keeps messages; that nobody got it is told."""
    for id, before in _ends(session, tenant):
        places = destination.of_source(session, tenant, "listener", id)
        listeners = {place["id"]: place["owner_id"] for place in places}
        ended = give_up(session, tenant, before=before, destination_ids=list(listeners), most=MOST)
        if ended:
            outcomes = [
                Published(tenant, one.subject_id, listeners[one.destination_id], ok=False)
                for one in ended
                if one.kind == "message"
            ]
            published.write(session, outcomes)
            return len(ended)
    return 0


def _forget(session: Session, tenant: str) -> int:
    """Forget the messages that nobody can get any more and everybody could see long enough."""
    for id, before in _ends(session, tenant):
        ids = _messages(session, tenant, id, before - SHOWN)
        if ids:
            forget(session, tenant, ids)
            return len(ids)
    return 0


def _ends(session: Session, tenant: str) -> list[tuple[str, datetime]]:
    """The queues that keep messages for a time, with the moment before which theirs are over."""
    query = select(Queue.id, Queue.retention_ms).where(
        Queue.tenant == tenant, Queue.retention_ms.is_not(None), Queue.removed_at.is_(None)
    )
    return [
        (id, session.now - timedelta(milliseconds=retention or 0))
        for id, retention in session.execute(query.order_by(Queue.id))
    ]


def _messages(
    session: Session, tenant: str, queue_id: str, before: datetime | None = None
) -> list[str]:
    query = select(Message.id).where(Message.tenant == tenant, Message.queue_id == queue_id)
    if before is not None:
        query = query.where(Message.stored_at < before)
    return list(session.execute(query.order_by(Message.stored_at).limit(MOST)).scalars())
