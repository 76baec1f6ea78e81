"""How the record of calls lies: one row a call, and an index of the things touched."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.column import Json

REQUEST_KEY: Final = "pk_requests"


class Request(TenantOwned, Base):
    """One call; `replays` and `repeats` count calls that came later with the same id.

    A replay was answered from the idempotency record, a repeat was refused.
    """

    __tablename__ = "requests"
    __table_args__ = (
        Index(None, "tenant", "received_at", "request_id"),
        Index(None, "tenant", "operation", "received_at", "request_id"),
        Index(None, "tenant", "status", "received_at", "request_id"),
    )

    request_id: Mapped[str] = mapped_column(primary_key=True)
    trace_id: Mapped[str | None]
    key_id: Mapped[str | None]
    operation: Mapped[str]
    received_at: Mapped[datetime]
    finished_at: Mapped[datetime]
    status: Mapped[int]
    error: Mapped[str | None]
    replay_of: Mapped[str | None]
    replays: Mapped[int] = mapped_column(default=0)
    repeats: Mapped[int] = mapped_column(default=0)
    touched: Mapped[list[dict[str, Any]]] = mapped_column(Json)


class RequestTouch(TenantOwned, Base):
    """Finds the calls that touched a thing, in the order of their coming."""

    __tablename__ = "request_touches"
    __table_args__ = ({"sqlite_with_rowid": False},)

    entity_id: Mapped[str] = mapped_column(primary_key=True)
    received_at: Mapped[datetime] = mapped_column(primary_key=True)
    request_id: Mapped[str] = mapped_column(primary_key=True)
