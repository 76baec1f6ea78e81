"""How destinations, deliveries and attempts lie, and by which indexes a worker finds its work."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Index, UniqueConstraint, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.column import Json

ACTIVE: Final = "active"
DISABLED: Final = "disabled"
GONE: Final = "gone"
REMOVED: Final = "removed"

WAITING: Final = "waiting"
DELIVERED: Final = "delivered"
DEAD: Final = "dead"
DROPPED: Final = "dropped"
EXPIRED: Final = "expired"

FIFO: Final = "fifo"

VACUUM: Final = {"autovacuum_vacuum_scale_factor": 0.02, "autovacuum_vacuum_threshold": 10_000}


class Destination(TenantOwned, Base):
    """One address to which deliveries go: its rules, its health, and who holds its lane.

    What a worker writes with every batch is in no index, so that PostgreSQL can rewrite the row
    within its page (heap-only tuples; the fill factor leaves the room).
    """

    __tablename__ = "delivery_destinations"
    __table_args__ = (
        Index(None, "tenant", "kind", "source"),
        Index("ix_delivery_destinations_owner", "tenant", "kind", "owner_id"),
        {"postgresql_with": {"fillfactor": 50}},
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    source: Mapped[str]
    owner_id: Mapped[str]
    url: Mapped[str]
    liveness_url: Mapped[str | None]
    types: Mapped[list[str] | None] = mapped_column(Json)
    secrets: Mapped[str]
    outbound: Mapped[str | None]
    ordering: Mapped[str]
    schedule: Mapped[str]
    timeout_ms: Mapped[int]
    rate_limit: Mapped[int | None]
    max_in_flight: Mapped[int]
    state: Mapped[str]
    state_at: Mapped[datetime]
    created_at: Mapped[datetime]
    acknowledged: Mapped[int] = mapped_column(BigInteger)
    failures: Mapped[int]
    liveness: Mapped[str]
    success_count: Mapped[int] = mapped_column(BigInteger)
    failure_count: Mapped[int] = mapped_column(BigInteger)
    probe_at: Mapped[datetime | None]
    slow_start: Mapped[int | None]
    holder: Mapped[str | None]
    epoch: Mapped[int] = mapped_column(BigInteger)
    lease_until: Mapped[datetime | None]
    rests_until: Mapped[datetime | None]
    served_at: Mapped[datetime]


class Delivery(TenantOwned, Base):
    """One thing on its way to one destination; `due_at` is empty once it is settled for good.

    `position` is its place in the line of a `fifo` destination, and empty for every other one.
    `attempts` counts all there ever were, `tries` those since it was last put in line.

    What was settled leaves a dead entry at the beginning of an index, where whoever looks for the
    next one steps over it: PostgreSQL is to clear them away long before a fifth of the table is dead.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("tenant", "subject_id", "destination_id"),
        {"postgresql_with": VACUUM},
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    destination_id: Mapped[str]
    kind: Mapped[str]
    subject_id: Mapped[str]
    position: Mapped[int | None] = mapped_column(BigInteger)
    attempts: Mapped[int]
    tries: Mapped[int]
    due_at: Mapped[datetime | None]
    state: Mapped[str]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    last_status: Mapped[int | None]
    last_error: Mapped[str | None]


class Attempt(TenantOwned, Base):
    """What came of one attempt; no bodies, no secrets."""

    __tablename__ = "delivery_attempts"

    delivery_id: Mapped[str] = mapped_column(primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    duration_ms: Mapped[int]
    status: Mapped[int | None]
    error: Mapped[str | None]


IS_DEAD: Final = Delivery.state == literal_column(f"'{DEAD}'")
"""As the index says it: with a parameter, no planner can know that the index holds the rows."""


def _only(name: str, where: ColumnElement[bool], *columns: Any) -> None:
    """An index of the few rows that `where` is true of."""
    Index(name, *columns, postgresql_where=where, sqlite_where=where)


_LANE: Final = (Delivery.tenant, Delivery.destination_id)
# The two never hold the same row, so that no planner without statistics can take the wrong one.
UNORDERED: Final = Delivery.due_at.is_not(None) & Delivery.position.is_(None)
IN_LINE: Final = Delivery.due_at.is_not(None) & Delivery.position.is_not(None)
_only("ix_deliveries_due", UNORDERED, *_LANE, Delivery.due_at, Delivery.id)
_only("ix_deliveries_line", IN_LINE, *_LANE, Delivery.position, Delivery.id)
_only("ix_deliveries_dead", IS_DEAD, *_LANE, Delivery.id)
