"""A queue is found by its id, for its own organization only, until it is deleted."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select

from contract.errors import QueueNotFound, SchemaNotFound
from models.listing import listed
from models.messaging import name, record
from models.messaging.moment import shown
from models.messaging.table import Listener, Queue, QueueSchema
from models.paging import Page, Slice
from models.session import Session
from models.text import present, storable

Json = dict[str, Any]


def find(session: Session, tenant: str, queue_id: str) -> Json:
    """Give the queue with its listeners, or raise `QueueNotFound`."""
    queue = row(there(session, tenant, queue_id))
    return _with_listeners(session, tenant, [queue])[0]


def there(session: Session, tenant: str, queue_id: str, *, lock: str | None = None) -> Json:
    """Give the columns of a queue that is not deleted, or raise `QueueNotFound`.

    `lock`: `share` keeps it from being deleted until the unit ends, `change` is for changing and
    `end` for deleting it.
    """
    query = record.mine(Queue, tenant).where(Queue.id == queue_id, Queue.removed_at.is_(None))
    if lock is not None:
        query = query.with_for_update(read=lock == "share", key_share=lock != "end")
    found = session.execute(query).mappings().first() if storable(queue_id) else None
    if found is None:
        raise QueueNotFound(queue_id=queue_id)
    return dict(found)


def page(
    session: Session, tenant: str, page: Page, *, visible: frozenset[str] | None = None
) -> Slice:
    """List queues with their listeners, oldest first, with their total."""
    query = record.mine(Queue, tenant).where(Queue.removed_at.is_(None))
    if visible is not None:
        query = query.where(Queue.id.in_(visible))
    order = (Queue.created_at, Queue.id)
    found = listed(session, query, page, order=order, shape=_ROWS, counted=True)
    return Slice(_with_listeners(session, tenant, found.items), found.next, found.total)


def schema_of(session: Session, tenant: str, queue_id: str, schema_id: str) -> Json:
    """Give a schema that the queue has or had; raises `QueueNotFound` or `SchemaNotFound`."""
    there(session, tenant, queue_id)
    query = record.mine(QueueSchema, tenant).where(
        QueueSchema.queue_id == queue_id, QueueSchema.id == schema_id
    )
    found = session.execute(query).mappings().first() if storable(schema_id) else None
    if found is None:
        raise SchemaNotFound(schema_id=schema_id)
    return {
        "id": schema_id,
        "schema": found["schema"],
        "schema_format": found["schema_format"],
        "json_schema": found["compiled"],
        **shown(created_at=found["created_at"]),
    }


def row(found: Json) -> Json:
    """Shape the columns as the API's JSON, without the listeners."""
    words = ("schema", "schema_format", "schema_id")
    return {
        "id": found["id"],
        **name.both(found["name"]),
        **present(**{word: found[word] for word in words}),
        "ordering": found["ordering"],
        **present(retention_ms=found["retention_ms"], source=found["source"]),
        **shown(created_at=found["created_at"], updated_at=found["updated_at"]),
    }


_ROWS: Final = record.shaper(Queue, row)


def _with_listeners(session: Session, tenant: str, queues: Sequence[Json]) -> list[Json]:
    query = (
        select(Listener.queue_id, Listener.id, Listener.name)
        .where(Listener.tenant == tenant, Listener.queue_id.in_([one["id"] for one in queues]))
        .order_by(Listener.created_at, Listener.id)
    )
    theirs: dict[str, list[Json]] = {}
    for queue_id, id, called in session.execute(query):
        theirs.setdefault(queue_id, []).append({"id": id, "name": called})
    return [one | {"listeners": theirs.get(one["id"], [])} for one in queues]
