"""What became of a message can be seen, and what went wrong can be done again."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select

from contract.errors import ListenerNotFound
from models.delivery import line
from models.delivery import record as deliveries
from models.messaging.message.find import columns
from models.messaging.moment import moment, ms, shown
from models.messaging.queue.find import there
from models.messaging.table import Listener
from models.paging import Page, Slice
from models.session import Session
from models.text import present

Json = dict[str, Any]

MOST: Final = 10_000


def redeliver(
    session: Session, tenant: str, queue_id: str, message_id: str, content: Mapping[str, Any]
) -> Json:
    """Send a message once more to those who had it or missed it, or to some of them.

    Raises `QueueNotFound`, `MessageNotFound`, `ListenerNotFound`.
    """
    columns(session, tenant, queue_id, message_id, hold=True)
    places = _places(session, tenant, queue_id, content.get("listener_ids"))
    session.touch("message", message_id, before=None, after=None)
    return {"redelivered": line.redeliver(session, tenant, message_id, list(places))}


def attempts(session: Session, tenant: str, queue_id: str, message_id: str, page: Page) -> Slice:
    """List the attempts to deliver a message, oldest first, with their total.

    Raises `QueueNotFound` or `MessageNotFound`. Those of listeners that are gone have no id.
    """
    columns(session, tenant, queue_id, message_id)
    listeners = _places(session, tenant, queue_id, None)
    found = deliveries.attempts_of(session, tenant, message_id, page)
    items = [
        {
            **present(listener_id=listeners.get(one["destination_id"])),
            "attempt": one["attempt"],
            "at": ms(one["at"]),
            "duration_ms": one["duration_ms"],
            **present(status=one["status"], error=one["error"]),
        }
        for one in found.items
    ]
    return Slice(items, found.next, found.total)


def dead_letters(session: Session, tenant: str, queue_id: str, page: Page) -> Slice:
    """List what the queue's listeners have missed, oldest first; raises `QueueNotFound`."""
    there(session, tenant, queue_id)
    listeners = _places(session, tenant, queue_id, None)
    found = deliveries.dead_letters(session, tenant, list(listeners), page)
    items = [
        {
            "id": one["id"],
            "message_id": one["subject_id"],
            "listener_id": listeners[one["destination_id"]],
            "kind": one["kind"],
            "attempts": one["attempts"],
            **present(last_status=one["last_status"], last_error=one["last_error"]),
            **shown(stored_at=one["created_at"], failed_at=one["settled_at"]),
        }
        for one in found.items
    ]
    return Slice(items, found.next, found.total)


def replay(session: Session, tenant: str, queue_id: str, content: Mapping[str, Any]) -> Json:
    """Put dead letters back in line, up to 10,000, oldest first; give how many there were.

    What is given narrows the choice. Raises `QueueNotFound` or `ListenerNotFound`.
    """
    there(session, tenant, queue_id, lock="share")
    places = _places(session, tenant, queue_id, content.get("listener_ids"))
    session.touch("queue", queue_id, before=None, after=None)
    number = line.replay(
        session,
        tenant,
        destination_ids=list(places),
        subject_ids=content.get("message_ids"),
        since=moment(content.get("since"), "body.since"),
        until=moment(content.get("until"), "body.until"),
        most=MOST,
    )
    return {"replayed": number}


def _places(
    session: Session, tenant: str, queue_id: str, listener_ids: Sequence[str] | None
) -> dict[str, str]:
    """The queue's listeners by their destinations, all of them or those named."""
    query = select(Listener.destination_id, Listener.id).where(
        Listener.tenant == tenant, Listener.queue_id == queue_id
    )
    found = {row.destination_id: row.id for row in session.execute(query)}
    if listener_ids is None:
        return found
    for id in listener_ids:
        if id not in found.values():
            raise ListenerNotFound(listener_id=id)
    return {place: id for place, id in found.items() if id in listener_ids}
