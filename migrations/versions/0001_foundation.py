"""Foundation, platform and registry.

Revision: 0001, after nothing. The types are written out here, so that later changes of
`models.column` do not change what this revision made.
"""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: Final = "0001"
down_revision: Final = None
branch_labels: Final = None
depends_on: Final = None

TEXT: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME: Final = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
JSON: Final = sa.Text().with_variant(postgresql.JSON(), "postgresql")

TABLES: Final = (
    "resource_labels",
    "resource_changes",
    "resources",
    "usage",
    "requests",
    "request_touches",
    "outbox",
    "mails",
    "idempotency_keys",
    "activations",
    "api_keys",
    "organizations",
)


def must(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def may(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def table(name: str, *parts: Any, key: tuple[str, ...] = ("tenant", "id"), **options: Any) -> None:
    op.create_table(name, *parts, sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"), **options)


def unique(name: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{name}_{'_'.join(columns)}")


def index(name: str, *columns: str) -> None:
    op.create_index(f"ix_{name}_{'_'.join(columns)}", name, list(columns))


def upgrade() -> None:
    _platform()
    _integrations()
    _calls()
    _registry()


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)


def _platform() -> None:
    table(
        "organizations",
        must("id", TEXT),
        must("name", TEXT),
        must("handle", TEXT),
        must("display_name", TEXT),
        must("language", TEXT),
        must("created_at", TIME),
        unique("organizations", "name"),
        unique("organizations", "handle"),
        key=("id",),
    )
    table(
        "api_keys",
        must("tenant", TEXT),
        must("id", TEXT),
        must("name", TEXT),
        must("environment", TEXT),
        must("digest", TEXT),
        must("scopes", JSON),
        must("created_at", TIME),
        may("expires_at", TIME),
        may("revoked_at", TIME),
        may("last_used_at", TIME),
        may("replaced_by", TEXT),
        unique("api_keys", "id"),
    )
    table(
        "usage",
        must("tenant", TEXT),
        must("hour", TIME),
        must("key_id", TEXT),
        must("operation", TEXT),
        must("calls", sa.BigInteger()),
        must("errors", sa.BigInteger()),
        must("durations", JSON),
        key=("tenant", "hour", "key_id", "operation"),
    )


def _integrations() -> None:
    table(
        "activations",
        must("tenant", TEXT),
        must("id", TEXT),
        must("app", TEXT),
        must("contact_email", TEXT),
        must("scopes", JSON),
        may("webhooks", JSON),
        must("state", TEXT),
        must("key_id", TEXT),
        may("outbound", TEXT),
        must("created_at", TIME),
        may("confirmed_at", TIME),
        may("deactivated_at", TIME),
    )
    index("activations", "tenant", "key_id")
    table(
        "mails",
        must("tenant", TEXT),
        must("id", TEXT),
        must("recipient", TEXT),
        must("subject", TEXT),
        may("sealed", TEXT),
        must("state", TEXT),
        must("attempts", sa.Integer()),
        may("owner", TEXT),
        must("created_at", TIME),
        may("due_at", TIME),
        may("settled_at", TIME),
        may("outcome", TEXT),
    )
    index("mails", "due_at")


def _calls() -> None:
    table(
        "requests",
        must("tenant", TEXT),
        must("request_id", TEXT),
        may("key_id", TEXT),
        must("operation", TEXT),
        must("received_at", TIME),
        must("finished_at", TIME),
        must("status", sa.Integer()),
        may("error", TEXT),
        may("replay_of", TEXT),
        must("replays", sa.Integer()),
        must("repeats", sa.Integer()),
        must("touched", JSON),
        key=("tenant", "request_id"),
    )
    index("requests", "tenant", "received_at", "request_id")
    index("requests", "tenant", "operation", "received_at", "request_id")
    index("requests", "tenant", "status", "received_at", "request_id")
    table(
        "request_touches",
        must("tenant", TEXT),
        must("entity_id", TEXT),
        must("received_at", TIME),
        must("request_id", TEXT),
        key=("tenant", "entity_id", "received_at", "request_id"),
        sqlite_with_rowid=False,
    )
    table(
        "idempotency_keys",
        must("tenant", TEXT),
        must("key", TEXT),
        must("fingerprint", TEXT),
        may("request_id", TEXT),
        must("expires_at", TIME),
        may("status", sa.Integer()),
        may("headers", JSON),
        may("body", sa.LargeBinary()),
        must("sealed", sa.Boolean()),
        key=("tenant", "key"),
    )
    index("idempotency_keys", "tenant", "expires_at")
    table(
        "outbox",
        must("tenant", TEXT),
        must("id", TEXT),
        must("type", TEXT),
        must("entity", TEXT),
        must("at", TIME),
        may("request_id", TEXT),
        may("content", JSON),
    )


def _registry() -> None:
    table(
        "resources",
        must("tenant", TEXT),
        must("id", TEXT),
        must("kind", TEXT),
        must("name", TEXT),
        must("state", TEXT),
        must("version", sa.Integer()),
        must("created_at", TIME),
        must("updated_at", TIME),
        may("description", TEXT),
        must("labels", JSON),
        must("attributes", JSON),
        unique("resources", "tenant", "kind", "name"),
    )
    for column in ("kind", "name", "state", "updated_at"):
        index("resources", "tenant", column, "id")
    table(
        "resource_labels",
        must("tenant", TEXT),
        must("key", TEXT),
        must("value", TEXT),
        must("resource_id", TEXT),
        sa.ForeignKeyConstraint(["tenant", "resource_id"], ["resources.tenant", "resources.id"]),
        key=("tenant", "key", "value", "resource_id"),
        sqlite_with_rowid=False,
    )
    table(
        "resource_changes",
        must("tenant", TEXT),
        must("resource_id", TEXT),
        must("version", sa.Integer()),
        must("action", TEXT),
        must("at", TIME),
        may("request_id", TEXT),
        may("key_id", TEXT),
        may("reason", TEXT),
        may("after", JSON),
        key=("tenant", "resource_id", "version"),
    )
