"""Deliveries: where things go, what is on its way, and what came of every attempt;
keys that rest and belong to programs, and events that know their API.

Revision: 0006, after 0005; as there, the types are written out.
"""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: Final = "0006"
down_revision: Final = "0005"
branch_labels: Final = None
depends_on: Final = None

TEXT: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME: Final = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
JSON: Final = sa.Text().with_variant(postgresql.JSON(), "postgresql")
NUMBER: Final = sa.BigInteger()
COUNT: Final = sa.Integer()


def must(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def may(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=True) for name in names]


def only(name: str, where: str, *columns: str) -> None:
    condition = sa.text(where)
    op.create_index(
        name,
        "deliveries",
        ["tenant", "destination_id", *columns],
        postgresql_where=condition,
        sqlite_where=condition,
    )


def upgrade() -> None:
    op.add_column("api_keys", *may(TIME, "disabled_at"))
    op.add_column("api_keys", *may(TEXT, "client"))
    op.add_column("outbox", *may(TEXT, "api"))
    op.create_table(
        "delivery_destinations",
        *must(TEXT, "tenant", "id", "kind", "source", "owner_id", "url"),
        *may(TEXT, "liveness_url"),
        *may(JSON, "types"),
        *must(TEXT, "secrets"),
        *may(TEXT, "outbound"),
        *must(TEXT, "ordering", "schedule"),
        *must(COUNT, "timeout_ms"),
        *may(COUNT, "rate_limit"),
        *must(COUNT, "max_in_flight"),
        *must(TEXT, "state"),
        *must(TIME, "state_at", "created_at"),
        *must(NUMBER, "acknowledged"),
        *must(COUNT, "failures"),
        *must(TEXT, "liveness"),
        *must(NUMBER, "success_count", "failure_count"),
        *may(TIME, "probe_at"),
        *may(COUNT, "slow_start"),
        *may(TEXT, "holder"),
        *must(NUMBER, "epoch"),
        *may(TIME, "lease_until", "rests_until"),
        *must(TIME, "served_at"),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_delivery_destinations"),
        postgresql_with={"fillfactor": 50},
    )
    for name, column in (
        ("ix_delivery_destinations_tenant_kind_source", "source"),
        ("ix_delivery_destinations_owner", "owner_id"),
    ):
        op.create_index(name, "delivery_destinations", ["tenant", "kind", column])
    op.create_table(
        "deliveries",
        *must(TEXT, "tenant", "id", "destination_id", "kind", "subject_id"),
        *may(NUMBER, "position"),
        *must(COUNT, "attempts", "tries"),
        *may(TIME, "due_at"),
        *must(TEXT, "state"),
        *must(TIME, "created_at"),
        *may(TIME, "settled_at"),
        *may(COUNT, "last_status"),
        *may(TEXT, "last_error"),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_deliveries"),
        sa.UniqueConstraint(
            "tenant",
            "subject_id",
            "destination_id",
            name="uq_deliveries_tenant_subject_id_destination_id",
        ),
        postgresql_with={
            "autovacuum_vacuum_scale_factor": 0.02,
            "autovacuum_vacuum_threshold": 10_000,
        },
    )
    only("ix_deliveries_due", "due_at IS NOT NULL AND position IS NULL", "due_at", "id")
    only("ix_deliveries_line", "due_at IS NOT NULL AND position IS NOT NULL", "position", "id")
    only("ix_deliveries_dead", "state = 'dead'", "id")
    op.create_table(
        "delivery_attempts",
        *must(TEXT, "tenant", "delivery_id"),
        *must(COUNT, "attempt"),
        *must(TIME, "at"),
        *must(COUNT, "duration_ms"),
        *may(COUNT, "status"),
        *may(TEXT, "error"),
        sa.PrimaryKeyConstraint("tenant", "delivery_id", "attempt", name="pk_delivery_attempts"),
    )


def downgrade() -> None:
    for name in ("delivery_attempts", "deliveries", "delivery_destinations"):
        op.drop_table(name)
    op.drop_column("outbox", "api")
    op.drop_column("api_keys", "client")
    op.drop_column("api_keys", "disabled_at")
