"""How it lies what happened, one by one and counted."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.column import Json


class Event(TenantOwned, Base):
    """One thing that happened; `about` has the entities with their names of that moment."""

    __tablename__ = "messaging_events"
    __table_args__ = (Index(None, "tenant", "stored_at", "id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    stored_at: Mapped[datetime]
    client: Mapped[str | None]
    about: Mapped[dict[str, Any]] = mapped_column(Json)


class Stat(TenantOwned, Base):
    """How often something happened within a minute, as counted by one connection.

    Each connection has rows of its own, so that nobody waits for anybody's commit to count.
    """

    __tablename__ = "messaging_stats"

    minute: Mapped[datetime] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(primary_key=True)
    connection: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger)
