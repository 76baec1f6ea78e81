"""A message is stored together with one delivery for everybody who listens at that moment."""

from collections.abc import Mapping
from typing import Any, Final

import orjson
from sqlalchemy import bindparam, insert, select, update

from contract.errors import QueueNotFound
from models.delivery import destination, line
from models.hot import Hot
from models.identity import nanoid
from models.messaging import event, name, record, schema
from models.messaging.kinds import MESSAGE_ADDED
from models.messaging.message.find import row
from models.messaging.table import Message, Queue, QueueSchema
from models.session import Session
from models.text import demand, storable

Json = dict[str, Any]

JSON: Final = "application/json"
TEXT: Final = "text/plain"
_MINE: Final = (Queue.tenant == bindparam("of"), Queue.id == bindparam("which"))
_QUEUE: Final = Hot(
    select(Queue.ordering, Queue.schema_id)
    .where(*_MINE, Queue.removed_at.is_(None))
    .with_for_update(read=True, key_share=True)
)
_NEXT: Final = Hot(
    update(Queue).where(*_MINE).values(position=Queue.position + 1).returning(Queue.position)
)
_INSERT: Final = Hot(insert(Message))
_BODY: Final = Hot(
    select(Message.data, Message.media).where(
        Message.tenant == bindparam("of"), Message.id == bindparam("which")
    )
)


def create(session: Session, tenant: str, queue_id: str, content: Mapping[str, Any]) -> Json:
    """Store a message and put it in line; give it without its data.

    Raises `QueueNotFound`, `MessageInvalid`. In a `fifo` queue, who stores holds the queue until
    the unit ends, so that the places in line are in the order of the commits.
    """
    called, data = name.given_if_any(content), content["data"]
    demand(data=data, event_type=content.get("event_type"))
    queue = _QUEUE.first(session, of=tenant, which=queue_id) if storable(queue_id) else None
    if queue is None:
        raise QueueNotFound(queue_id=queue_id)
    ordering, schema_id = queue
    if schema_id is not None:
        schema.check(schema_id, lambda: _compiled(session, tenant, queue_id, schema_id), data)
    after = put(
        session,
        tenant,
        queue_id,
        ordering,
        name=called,
        data=data,
        media=JSON if schema_id is not None else media_of(data),
        event_type=content.get("event_type"),
    )
    record.touch(session, "message", None, after)
    return after


def put(session: Session, tenant: str, queue_id: str, ordering: str, **values: Any) -> Json:
    """Store what is known to be right, with its deliveries, its event and its count."""
    id, client = nanoid(), event.client_of(session)
    values |= {"tenant": tenant, "id": id, "queue_id": queue_id, "client": client}
    position = None
    if ordering == "fifo":
        (position,) = _NEXT.first(session, of=tenant, which=queue_id) or (None,)
    _INSERT.run(session, **values, stored_at=session.now)
    type = values["event_type"] or ""
    wanting = destination.wanting(session, tenant, "listener", queue_id, type)
    line.enqueue(session, tenant, wanting, kind="message", subject_id=id, position=position)
    event.tell(session, tenant, MESSAGE_ADDED, message={"id": id, "name": values["name"]})
    after = row(values | {"stored_at": session.now}, "pending" if wanting else None)
    del after["data"]
    return after


def body(session: Session, tenant: str, message_id: str) -> tuple[bytes, str] | None:
    """What listeners get of a message, and its type; `None` when it is no longer there."""
    found = _BODY.first(session, of=tenant, which=message_id)
    return None if found is None else (found[0].encode(), found[1])


def media_of(data: str) -> str:
    """What the data are: JSON if they can be read as such."""
    try:
        orjson.loads(data)
    except orjson.JSONDecodeError:
        return TEXT
    return JSON


def _compiled(session: Session, tenant: str, queue_id: str, schema_id: str) -> Any:
    query = select(QueueSchema.compiled).where(
        QueueSchema.tenant == tenant, QueueSchema.queue_id == queue_id, QueueSchema.id == schema_id
    )
    return session.execute(query).scalar_one()
