"""What listeners must hear of is written down in the transaction of what happened, and is in line then."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import orjson
from sqlalchemy import bindparam, delete, exists, insert, select
from sqlalchemy.orm import Mapped, mapped_column

import models
from models.base import Base, TenantOwned
from models.clock import rfc3339
from models.column import Json
from models.delivery import destination, line
from models.delivery.table import Delivery
from models.hot import Hot, Row
from models.identity import uuid7
from models.session import Event, Session

KIND: Final = "event"
"""The kind of the deliveries whose subject is a row of the outbox."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class OutboxEvent(TenantOwned, Base):
    """One event; `id` sorts by time and is what receivers recognise a repetition by."""

    __tablename__ = "outbox"

    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    entity: Mapped[str]
    at: Mapped[datetime]
    request_id: Mapped[str | None]
    api: Mapped[str | None]
    content: Mapped[dict[str, Any] | None] = mapped_column(Json)


_INSERT = Hot(insert(OutboxEvent))
_FIND = Hot(
    select(
        OutboxEvent.api, OutboxEvent.type, OutboxEvent.entity, OutboxEvent.at, OutboxEvent.content
    ).where(OutboxEvent.tenant == bindparam("of"), OutboxEvent.id == bindparam("which"))
)


def write(
    session: Session, tenant: str, events: Iterable[Event], *, api: str | None = None
) -> None:
    """Add one row for every event of an API, in their order's time, and put it in line.

    It is for the active integrations that want its type, and a message in the queues whose source
    is the API.
    """
    request_id = session.caller.request_id if session.caller else None
    for event in events:
        id = uuid7(session.now)
        _INSERT.run(
            session,
            tenant=tenant,
            id=id,
            type=event.type,
            entity=event.entity,
            at=session.now,
            request_id=request_id,
            api=api,
            content=event.content,
        )
        wanting = destination.for_events(session, tenant, event.type)
        line.enqueue(session, tenant, wanting, kind=KIND, subject_id=id)
        if api is not None:
            told = _body(id, (api, event.type, event.entity, session.now, event.content))
            for put_all in models.fed():
                put_all(session, tenant, api, event.type, told)


def body(session: Session, tenant: str, event_id: str) -> bytes | None:
    """The JSON that integrations get, the same at every attempt; `None` where there is no event."""
    found = _FIND.first(session, of=tenant, which=event_id)
    return None if found is None else _body(event_id, found)


def _sent(session: Session, tenant: str, event_id: str) -> tuple[bytes, str] | None:
    told = body(session, tenant, event_id)
    return None if told is None else (told, "application/json")


BODIES: Final = {KIND: _sent}


def sweep(session: Session, tenant: str, before: datetime, *, most: int = 1000) -> int:
    """Remove up to `most` events from before `before` of which no delivery is left.

    To be called until it gives 0.
    """
    sent = exists().where(Delivery.tenant == tenant, Delivery.subject_id == OutboxEvent.id)
    # Ids begin with the time of creation: the key itself is the index by age.
    old = (OutboxEvent.tenant == tenant, OutboxEvent.id < uuid7(before)[:18])
    ids = list(session.execute(select(OutboxEvent.id).where(*old, ~sent).limit(most)).scalars())
    if ids:
        session.execute(
            delete(OutboxEvent)
            .where(OutboxEvent.tenant == tenant, OutboxEvent.id.in_(ids))
            .execution_options(synchronize_session=False)
        )
    return len(ids)


def _body(id: str, told: Row) -> bytes:
    """Each API tells in its own words: the studio as `StudioEvent`, the others by one shape."""
    api, type, entity, at, content = told
    if api == "studio":
        what = {"timestamp": (at - _EPOCH) // timedelta(milliseconds=1), "type": type}
        payload = what if content is None else what | {"content": content}
        return orjson.dumps({"entityId": _number(entity), "uuid": id, "payload": [payload]})
    data = {"id": entity, **(content or {})}
    return orjson.dumps({"id": id, "type": type, "timestamp": rfc3339(at), "data": data})


def _number(entity: str) -> int | str:
    return int(entity) if entity.isdecimal() else entity
