"""How queues, their schemas, their listeners and their messages lie."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.column import Json

QUEUE_NAME: Final = "uq_messaging_queues_tenant_name"
LISTENER_NAME: Final = "uq_messaging_listeners_tenant_queue_id_name"


class Queue(TenantOwned, Base):
    """One queue. `position` is the place of its last message in line, where it is `fifo`.

    A deleted one stays, without its name, until all of its messages are gone.
    """

    __tablename__ = "messaging_queues"
    __table_args__ = (
        UniqueConstraint("tenant", "name"),
        Index(None, "tenant", "source"),
        Index(None, "tenant", "removed_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    schema: Mapped[Any | None] = mapped_column(Json)
    schema_format: Mapped[str | None]
    schema_id: Mapped[str | None]
    ordering: Mapped[str]
    retention_ms: Mapped[int | None] = mapped_column(BigInteger)
    source: Mapped[str | None]
    position: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class QueueSchema(TenantOwned, Base):
    """A schema that a queue has or had; `compiled` is the JSON Schema that is checked."""

    __tablename__ = "messaging_schemas"

    queue_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    schema: Mapped[Any] = mapped_column(Json)
    schema_format: Mapped[str]
    compiled: Mapped[Any] = mapped_column(Json)
    created_at: Mapped[datetime]


class Listener(TenantOwned, Base):
    """Who hears of a queue; where and how is the destination's."""

    __tablename__ = "messaging_listeners"
    __table_args__ = (UniqueConstraint("tenant", "queue_id", "name"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    queue_id: Mapped[str]
    name: Mapped[str]
    destination_id: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Message(TenantOwned, Base):
    """One message as it was sent; `client` is who sent it, `media` what its data are."""

    __tablename__ = "messaging_messages"
    __table_args__ = (
        Index(None, "tenant", "queue_id", "stored_at", "id"),
        Index(None, "tenant", "stored_at", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    queue_id: Mapped[str]
    name: Mapped[str | None]
    data: Mapped[str]
    media: Mapped[str]
    event_type: Mapped[str | None]
    client: Mapped[str | None]
    stored_at: Mapped[datetime]
