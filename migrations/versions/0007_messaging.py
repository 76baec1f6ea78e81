"""Messaging: queues, listeners, messages, and what beside them changes.

Revision: 0007, after 0006; as there, the types are written out.
"""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: Final = "0007"
down_revision: Final = "0006"
branch_labels: Final = None
depends_on: Final = None

TEXT: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME: Final = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
JSON: Final = sa.Text().with_variant(postgresql.JSON(), "postgresql")
NUMBER: Final = sa.BigInteger()
COUNT: Final = sa.Integer()

TABLES: Final = (
    "messaging_stats",
    "messaging_events",
    "messaging_domains",
    "messaging_messages",
    "messaging_listeners",
    "messaging_schemas",
    "messaging_queues",
    "messaging_api_keys",
    "messaging_api_clients",
)


def must(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def may(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=True) for name in names]


def table(name: str, *parts: Any, key: tuple[str, ...] = ("tenant", "id")) -> None:
    full = f"messaging_{name}"
    op.create_table(full, *parts, sa.PrimaryKeyConstraint(*key, name=f"pk_{full}"))


def unique(name: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_messaging_{name}_{'_'.join(columns)}")


def index(name: str, *columns: str) -> None:
    full = f"messaging_{name}"
    op.create_index(f"ix_{full}_{'_'.join(columns)}", full, list(columns))


def upgrade() -> None:
    _access()
    _queues()
    _told()


def _access() -> None:
    table(
        "api_clients",
        *must(TEXT, "tenant", "id", "name"),
        *must(TIME, "created_at", "updated_at"),
        unique("api_clients", "tenant", "name"),
    )
    table(
        "api_keys",
        *must(TEXT, "tenant", "id", "key_id", "name"),
        *must(TIME, "created_at", "updated_at"),
        unique("api_keys", "tenant", "name"),
        unique("api_keys", "tenant", "key_id"),
    )
    table(
        "domains",
        *must(TEXT, "tenant", "id", "name", "hostname"),
        *must(COUNT, "port"),
        *must(TEXT, "file_name", "file_content"),
        *must(TIME, "challenged_at", "expires_at"),
        *may(TIME, "verified_at", "checked_at"),
        *may(TEXT, "error"),
        *may(TIME, "due_at"),
        *must(TIME, "created_at", "updated_at"),
        unique("domains", "tenant", "name"),
    )
    index("domains", "tenant", "hostname")
    index("domains", "due_at")


def _queues() -> None:
    table(
        "queues",
        *must(TEXT, "tenant", "id"),
        *may(TEXT, "name"),
        *may(JSON, "schema"),
        *may(TEXT, "schema_format", "schema_id"),
        *must(TEXT, "ordering"),
        *may(NUMBER, "retention_ms"),
        *may(TEXT, "source"),
        *must(NUMBER, "position"),
        *must(TIME, "created_at", "updated_at"),
        *may(TIME, "removed_at"),
        unique("queues", "tenant", "name"),
    )
    index("queues", "tenant", "source")
    index("queues", "tenant", "removed_at")
    table(
        "schemas",
        *must(TEXT, "tenant", "queue_id", "id"),
        *must(JSON, "schema"),
        *must(TEXT, "schema_format"),
        *must(JSON, "compiled"),
        *must(TIME, "created_at"),
        key=("tenant", "queue_id", "id"),
    )
    table(
        "listeners",
        *must(TEXT, "tenant", "id", "queue_id", "name", "destination_id"),
        *must(TIME, "created_at", "updated_at"),
        unique("listeners", "tenant", "queue_id", "name"),
    )
    table(
        "messages",
        *must(TEXT, "tenant", "id", "queue_id"),
        *may(TEXT, "name"),
        *must(TEXT, "data", "media"),
        *may(TEXT, "event_type", "client"),
        *must(TIME, "stored_at"),
    )
    index("messages", "tenant", "queue_id", "stored_at", "id")
    index("messages", "tenant", "stored_at", "id")


def _told() -> None:
    table(
        "events",
        *must(TEXT, "tenant", "id", "type"),
        *must(TIME, "stored_at"),
        *may(TEXT, "client"),
        *must(JSON, "about"),
    )
    index("events", "tenant", "stored_at", "id")
    table(
        "stats",
        *must(TEXT, "tenant"),
        *must(TIME, "minute"),
        *must(TEXT, "type"),
        *must(COUNT, "connection"),
        *must(NUMBER, "number"),
        key=("tenant", "minute", "type", "connection"),
    )


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)
