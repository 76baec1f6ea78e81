"""The peers' tables as declared classes, the way an ORM application writes them."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Dialect, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A UTC time, kept as RFC 3339 text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> str | None:
        return None if value is None else rfc3339(value)

    def process_result_value(self, value: str | None, _: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Base(DeclarativeBase):
    """The declared classes of the ORM peers."""


class Key(Base):
    """A caller's key, found by its digest."""

    __tablename__ = "keys"

    digest: Mapped[str] = mapped_column(primary_key=True)
    tenant_id: Mapped[str]
    expires_at: Mapped[datetime | None] = mapped_column(Moment)


class Resource(Base):
    """What is registered."""

    __tablename__ = "resources"

    tenant_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    description: Mapped[str | None]
    labels: Mapped[dict[str, str]] = mapped_column(JSON)
    attributes: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str]
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)


def rfc3339(value: datetime) -> str:
    """The moment in UTC with microseconds and `Z`."""
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
