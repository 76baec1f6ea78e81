"""What listeners must hear of is written down in the transaction of what happened."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.column import Json
from models.hot import Hot
from models.identity import uuid7
from models.session import Event, Session


class OutboxEvent(TenantOwned, Base):
    """One event; `id` sorts by time and is what receivers recognise a repetition by."""

    __tablename__ = "outbox"

    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    entity: Mapped[str]
    at: Mapped[datetime]
    request_id: Mapped[str | None]
    content: Mapped[dict[str, Any] | None] = mapped_column(Json)


_INSERT = Hot(insert(OutboxEvent))


def write(session: Session, tenant: str, events: Iterable[Event]) -> None:
    """Add one row for every event, in their order's time."""
    request_id = session.caller.request_id if session.caller else None
    for event in events:
        _INSERT.run(
            session,
            tenant=tenant,
            id=uuid7(session.now),
            type=event.type,
            entity=event.entity,
            at=session.now,
            request_id=request_id,
            content=event.content,
        )
