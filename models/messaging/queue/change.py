"""Queues are made, changed, and deleted with all that hangs on them."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import delete as deleting
from sqlalchemy import insert, select

from contract.errors import Fault, OrderingFixed, SchemaInvalid
from models.delivery import destination
from models.identity import nanoid
from models.messaging import event, name, record, schema
from models.messaging.kinds import ADDED, DELETED, UPDATED
from models.messaging.queue.find import find, row, there
from models.messaging.table import Listener, Queue, QueueSchema
from models.messaging.table.queue import QUEUE_NAME
from models.session import Session

Json = dict[str, Any]
_NO_SCHEMA: Final = {"schema": None, "schema_format": None, "schema_id": None}


def create(session: Session, tenant: str, content: Mapping[str, Any]) -> Json:
    """Add a queue, or raise `NameTaken` or `SchemaInvalid`."""
    called, id = name.given(content), nanoid()
    values = _values(session, tenant, id, content)
    with name.unique(session, QUEUE_NAME, called):
        session.execute(
            insert(Queue).values(
                tenant=tenant,
                id=id,
                name=called,
                ordering=content.get("ordering", "none"),
                position=0,
                created_at=session.now,
                updated_at=session.now,
                **values,
            )
        )
    after = find(session, tenant, id)
    _tell(session, tenant, ADDED, None, after)
    return after


def replace(session: Session, tenant: str, queue_id: str, content: Mapping[str, Any]) -> Json:
    """Give the queue these properties and no others; its ordering is for good.

    What was stored before stays as it is. Raises `QueueNotFound`, `NameTaken`, `SchemaInvalid`,
    `OrderingFixed`.
    """
    called = name.given(content)
    there(session, tenant, queue_id, lock="change")
    before = find(session, tenant, queue_id)
    if content.get("ordering", before["ordering"]) != before["ordering"]:
        raise OrderingFixed(ordering=before["ordering"])
    values = _values(session, tenant, queue_id, content)
    with name.unique(session, QUEUE_NAME, called):
        values |= {"name": called, "updated_at": session.now}
        record.change(session, Queue, tenant, queue_id, **values)
    after = find(session, tenant, queue_id)
    _tell(session, tenant, UPDATED, before, after)
    return after


def delete(session: Session, tenant: str, queue_id: str) -> None:
    """End a queue with its listeners, and what waits for them; or raise `QueueNotFound`.

    Its messages cannot be found from now on, and go little by little (`models.messaging.chores`).
    """
    before = row(there(session, tenant, queue_id, lock="end"))
    mine = (Listener.tenant == tenant, Listener.queue_id == queue_id)
    for id in session.execute(select(Listener.destination_id).where(*mine)).scalars().all():
        destination.remove(session, tenant, id)
    schemas = (QueueSchema.tenant == tenant, QueueSchema.queue_id == queue_id)
    for table, where in ((Listener, mine), (QueueSchema, schemas)):
        session.execute(deleting(table).where(*where).execution_options(synchronize_session=False))
    values = {"name": None, "source": None, "removed_at": session.now} | _NO_SCHEMA
    record.change(session, Queue, tenant, queue_id, **values)
    _tell(session, tenant, DELETED, before, None)


def _values(session: Session, tenant: str, id: str, content: Mapping[str, Any]) -> Json:
    values: Json = {word: content.get(word) for word in ("retention_ms", "source")}
    if content.get("schema") is None:
        return values | _NO_SCHEMA
    if values["source"] is not None:
        fault = Fault("body.schema", "What comes from another API has a shape of its own.")
        raise SchemaInvalid(fault)
    given, format = content["schema"], content.get("schema_format", schema.QUEUE)
    compiled = schema.compile(given, format)
    _keep(session, tenant, id, compiled, {"schema": given, "schema_format": format})
    return values | {"schema": given, "schema_format": format, "schema_id": compiled.id}


def _keep(
    session: Session, tenant: str, queue_id: str, compiled: schema.Compiled, given: Json
) -> None:
    """Keep a schema for as long as the queue, also when the queue gets another one."""
    key = {"tenant": tenant, "queue_id": queue_id, "id": compiled.id}
    query = select(QueueSchema.id).filter_by(**key)
    if session.execute(query).first() is None:
        values = key | given | {"compiled": compiled.schema, "created_at": session.now}
        session.execute(insert(QueueSchema).values(values))


def _tell(session: Session, tenant: str, act: str, before: Json | None, after: Json | None) -> None:
    record.touch(session, "queue", before, after)
    event.tell(session, tenant, f"queue_{act}", queue=after or before or {})
