"""The practice: users, clients, matters, what is done in them, and its invoices.

Revision: 0005, after 0004; as before, the types are written out. Every key and every index begins
with the tenant.
"""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: Final = "0005"
down_revision: Final = "0004"
branch_labels: Final = None
depends_on: Final = None

TEXT: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME: Final = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
JSON: Final = sa.Text().with_variant(postgresql.JSON(), "postgresql")
AMOUNT: Final = sa.BigInteger()
COUNT: Final = sa.Integer()
FLAG: Final = sa.Boolean()

TABLES: Final = (
    "practice_tallies",
    "practice_time_entries",
    "practice_expenses",
    "practice_fixed_fees",
    "practice_invoice_payments",
    "practice_invoice_numbers",
    "practice_invoices",
    "practice_custom_field_values",
    "practice_custom_field_options",
    "practice_custom_fields",
    "practice_matter_originators",
    "practice_matters",
    "practice_clients",
    "practice_areas",
    "practice_users",
)
"""In the order in which they can go."""


def must(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def may(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=True) for name in names]


def table(name: str, *parts: Any, key: tuple[str, ...] = ("id",)) -> None:
    primary = sa.PrimaryKeyConstraint("tenant", *key, name=f"pk_{name}")
    op.create_table(name, *must(TEXT, "tenant"), *parts, primary)


def of(
    table: str, *columns: str, to: tuple[str, ...] = ("id",), onupdate: str | None = None
) -> sa.ForeignKeyConstraint:
    target = [f"{table}.{column}" for column in ("tenant", *to)]
    rules = {"ondelete": "RESTRICT", "onupdate": onupdate}
    return sa.ForeignKeyConstraint(["tenant", *columns], target, **rules)


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint("tenant", *columns, name=f"uq_{table}_tenant_{'_'.join(columns)}")


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def index(table: str, *columns: str, name: str | None = None) -> None:
    usual = f"ix_{table}_tenant_{'_'.join(columns)}"
    op.create_index(name or usual, table, ["tenant", *columns])


def whose(table: str, *beside: str) -> None:
    index(table, "user_id", "date", "id", *beside, name=f"ix_{table}_user")


def billed(table: str) -> None:
    only = sa.text("invoice_id IS NOT NULL")
    columns = ["tenant", "date", "id"]
    op.create_index(f"ix_{table}_billed", table, columns, sqlite_where=only, postgresql_where=only)


def upgrade() -> None:
    _firm()
    _custom_fields()
    _invoices()
    _items()


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)


def _firm() -> None:
    table(
        "practice_users",
        *must(TEXT, "id", "name", "first_name", "last_name"),
        *may(TEXT, "initials"),
        *must(TEXT, "role", "email", "name_folded", "email_folded"),
        *may(AMOUNT, "rate"),
        *must(TIME, "created_at", "modified_at"),
    )
    index("practice_users", "email_folded", "id")
    index("practice_users", "name", "id")
    table(
        "practice_areas",
        *must(TEXT, "id", "label"),
        *must(TIME, "created_at", "modified_at"),
    )
    table(
        "practice_clients",
        *must(TEXT, "id", "name", "reference", "name_folded", "reference_folded"),
        *must(JSON, "contact"),
        *must(TEXT, "notes"),
        *must(TIME, "created_at", "modified_at"),
        unique("practice_clients", "id", "name", "reference"),
    )
    index("practice_clients", "modified_at", "id")
    index("practice_clients", "name_folded", "reference_folded")
    index("practice_clients", "name", "id")
    index("practice_clients", "reference", "id")
    table(
        "practice_matters",
        *must(TEXT, "id", "name", "reference", "name_folded", "reference_folded", "matter_type"),
        *may(TEXT, "opened"),
        *must(FLAG, "archived"),
        *must(TEXT, "client_id", "client_name", "client_reference", "responsible_id"),
        *may(TEXT, "practice_area_id"),
        *must(FLAG, "ledes_enabled", "ledes_activity", "ledes_task", "ledes_expense"),
        *must(JSON, "ledes_code_sets", "conflict_information"),
        *must(TEXT, "billing_instructions", "notes", "referral_sources"),
        *must(TIME, "created_at", "modified_at"),
        of(
            "practice_clients",
            "client_id",
            "client_name",
            "client_reference",
            to=("id", "name", "reference"),
            onupdate="CASCADE",
        ),
        of("practice_areas", "practice_area_id"),
        of("practice_users", "responsible_id"),
        unique("practice_matters", "id", "client_id"),
    )
    index("practice_matters", "archived", "id")
    index("practice_matters", "client_id", "id")
    index("practice_matters", "client_name", "id")
    index("practice_matters", "client_reference", "id")
    index("practice_matters", "modified_at", "id")
    index("practice_matters", "name_folded", "reference_folded")
    index("practice_matters", "name", "id")
    index("practice_matters", "practice_area_id", "id")
    index("practice_matters", "reference", "id")
    index("practice_matters", "responsible_id", "id")
    table(
        "practice_matter_originators",
        *must(TEXT, "matter_id", "user_id"),
        *must(COUNT, "position"),
        of("practice_matters", "matter_id"),
        of("practice_users", "user_id"),
        key=("matter_id", "user_id"),
    )
    index("practice_matter_originators", "user_id", "matter_id")


def _custom_fields() -> None:
    table(
        "practice_custom_fields",
        *must(TEXT, "id", "entity", "name", "value_type"),
        *must(TIME, "created_at", "modified_at"),
        unique("practice_custom_fields", "entity", "name"),
    )
    table(
        "practice_custom_field_options",
        *must(TEXT, "field_id", "id", "label"),
        *must(COUNT, "position"),
        of("practice_custom_fields", "field_id"),
        key=("field_id", "id"),
    )
    table(
        "practice_custom_field_values",
        *must(TEXT, "entity_id", "field_id"),
        *may(TEXT, "value", "option_id"),
        of("practice_custom_fields", "field_id"),
        of("practice_custom_field_options", "field_id", "option_id", to=("field_id", "id")),
        key=("entity_id", "field_id"),
    )


def _invoices() -> None:
    table(
        "practice_invoices",
        *must(
            TEXT, "id", "client_id", "client_name", "client_reference", "matter_id", "invoice_date"
        ),
        *may(TEXT, "due_date"),
        *must(AMOUNT, "amount", "balance"),
        *must(TEXT, "invoice_number", "invoice_state"),
        *must(TIME, "created_at", "modified_at"),
        of(
            "practice_clients",
            "client_id",
            "client_name",
            "client_reference",
            to=("id", "name", "reference"),
            onupdate="CASCADE",
        ),
        of("practice_matters", "matter_id", "client_id", to=("id", "client_id")),
        unique("practice_invoices", "invoice_number"),
        check("practice_invoices", "balance", "balance BETWEEN 0 AND amount"),
    )
    index(
        "practice_invoices",
        "client_id",
        "invoice_state",
        "due_date",
        "balance",
        name="ix_practice_invoices_open",
    )
    index("practice_invoices", "amount", "id")
    index("practice_invoices", "balance", "id")
    index("practice_invoices", "client_id", "invoice_date", "id")
    index("practice_invoices", "client_name", "id")
    index("practice_invoices", "client_reference", "id")
    index("practice_invoices", "invoice_date", "id")
    index("practice_invoices", "invoice_number", "id")
    index("practice_invoices", "invoice_state", "id")
    index("practice_invoices", "invoice_state", "invoice_date", "id")
    index("practice_invoices", "matter_id", "invoice_date", "id")
    index("practice_invoices", "modified_at", "id")
    table(
        "practice_invoice_payments",
        *must(TEXT, "id", "invoice_id", "date"),
        *must(AMOUNT, "amount"),
        *may(TEXT, "reference"),
        *must(TIME, "created_at", "modified_at"),
        of("practice_invoices", "invoice_id"),
        check("practice_invoice_payments", "amount", "amount > 0"),
    )
    index("practice_invoice_payments", "invoice_id", "id")
    table(
        "practice_invoice_numbers",
        *must(AMOUNT, "last"),
        key=(),
    )


def _items() -> None:
    table(
        "practice_tallies",
        *must(TEXT, "kind", "part"),
        *must(AMOUNT, "total"),
        key=("kind", "part"),
    )
    table(
        "practice_fixed_fees",
        *must(TEXT, "id", "matter_id", "client_id", "date", "description", "description_start"),
        *may(TEXT, "invoice_id", "user_id"),
        *must(AMOUNT, "amount"),
        *may(TEXT, "activity_code", "task_code"),
        *must(TIME, "created_at", "modified_at"),
        of("practice_invoices", "invoice_id"),
        of("practice_matters", "matter_id", "client_id", to=("id", "client_id")),
        of("practice_users", "user_id"),
        unique("practice_fixed_fees", "matter_id", "id"),
    )
    index("practice_fixed_fees", "amount", "id")
    index("practice_fixed_fees", "client_id", "date", "id")
    index("practice_fixed_fees", "date", "id")
    index("practice_fixed_fees", "description_start", "id")
    index("practice_fixed_fees", "invoice_id", "date", "id")
    index("practice_fixed_fees", "matter_id", "date", "id")
    index("practice_fixed_fees", "modified_at", "date", "id")
    whose("practice_fixed_fees")
    billed("practice_fixed_fees")
    table(
        "practice_expenses",
        *must(TEXT, "id", "matter_id", "client_id", "date", "description", "description_start"),
        *may(TEXT, "invoice_id", "user_id"),
        *must(AMOUNT, "amount"),
        *may(TEXT, "check_number", "expense_code"),
        *must(TIME, "created_at", "modified_at"),
        of("practice_invoices", "invoice_id"),
        of("practice_matters", "matter_id", "client_id", to=("id", "client_id")),
        of("practice_users", "user_id"),
    )
    index("practice_expenses", "amount", "id")
    index("practice_expenses", "client_id", "date", "id")
    index("practice_expenses", "date", "id")
    index("practice_expenses", "description_start", "id")
    index("practice_expenses", "invoice_id", "date", "id")
    index("practice_expenses", "matter_id", "date", "id")
    index("practice_expenses", "modified_at", "date", "id")
    whose("practice_expenses")
    billed("practice_expenses")
    table(
        "practice_time_entries",
        *must(TEXT, "id", "matter_id", "client_id", "date", "description", "description_start"),
        *may(TEXT, "invoice_id"),
        *must(TEXT, "user_id"),
        *may(TEXT, "time"),
        *must(AMOUNT, "hours"),
        *may(AMOUNT, "rate", "amount"),
        *must(TEXT, "billing_type"),
        *may(TEXT, "fixed_fee_id", "activity_code", "task_code"),
        *must(TIME, "created_at", "modified_at"),
        of("practice_invoices", "invoice_id"),
        of("practice_matters", "matter_id", "client_id", to=("id", "client_id")),
        of("practice_fixed_fees", "matter_id", "fixed_fee_id", to=("matter_id", "id")),
        of("practice_users", "user_id"),
    )
    index(
        "practice_time_entries",
        "billing_type",
        "date",
        "id",
        "invoice_id",
        name="ix_practice_time_entries_type",
    )
    index("practice_time_entries", "client_id", "date", "id")
    index("practice_time_entries", "date", "id")
    index("practice_time_entries", "description_start", "id")
    index("practice_time_entries", "fixed_fee_id", "date", "id")
    index("practice_time_entries", "hours", "id")
    index("practice_time_entries", "invoice_id", "date", "id")
    index("practice_time_entries", "matter_id", "date", "id")
    index("practice_time_entries", "modified_at", "date", "id")
    whose("practice_time_entries", "billing_type", "invoice_id")
    billed("practice_time_entries")
