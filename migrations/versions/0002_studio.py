"""The studio: customers, contracts, access, accounts, classes and appointments.

Revision: 0002, after 0001; as there, the types are written out. Every key and every index begins
with the tenant. It is long because the studio comes whole: half of it would be no schema of any
version.
"""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: Final = "0002"
down_revision: Final = "0001"
branch_labels: Final = None
depends_on: Final = None

TEXT: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME: Final = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
JSON: Final = sa.Text().with_variant(postgresql.JSON(), "postgresql")
NUMBER: Final = sa.BigInteger()
COUNT: Final = sa.Integer()
FLAG: Final = sa.Boolean()

TABLES: Final = (
    "studio_occupations",
    "studio_agendas",
    "appointment_booking_instructors",
    "appointment_bookings",
    "bookable_appointment_instructors",
    "bookable_appointments",
    "class_bookings",
    "class_slot_instructors",
    "class_slots",
    "studio_classes",
    "studio_idle_periods",
    "studio_contracts",
    "studio_present",
    "studio_checkins",
    "studio_access_restrictions",
    "studio_access_media",
    "studio_account_bookings",
    "studio_amendments",
    "studio_documents",
    "studio_field_assignments",
    "studio_customers",
    "studio_idle_period_reasons",
    "studio_cancellation_reasons",
    "studio_additional_fields",
    "studio_membership_offers",
    "studio_locations",
    "studio_employees",
    "studio_studios",
    "studio_numbers",
)
"""In the order in which they can go."""


def must(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def may(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=True) for name in names]


def table(name: str, *parts: Any, key: tuple[str, ...] = ("id",), **options: Any) -> None:
    primary = sa.PrimaryKeyConstraint("tenant", *key, name=f"pk_{name}")
    op.create_table(name, *must(TEXT, "tenant"), *parts, primary, **options)


def of(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["tenant", column], [f"{table}.tenant", f"{table}.id"])


def unique(table: str, *columns: str, name: str | None = None) -> sa.UniqueConstraint:
    usual = f"uq_{table}_tenant_{'_'.join(columns)}"
    return sa.UniqueConstraint("tenant", *columns, name=name or usual)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def index(table: str, *columns: str, name: str | None = None) -> None:
    usual = f"ix_{table}_tenant_{'_'.join(columns)}"
    op.create_index(name or usual, table, ["tenant", *columns])


def upgrade() -> None:
    _house()
    _customers()
    _entry()
    _contracts()
    _classes()
    _appointments()


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)


def _house() -> None:
    table(
        "studio_numbers",
        *must(NUMBER, "last"),
        key=(),
    )
    table(
        "studio_studios",
        *must(JSON, "information", "opening_hours", "closing_hours"),
        *must(TEXT, "time_zone", "currency"),
        *may(COUNT, "capacity"),
        *must(JSON, "idle_periods"),
        key=(),
    )
    table(
        "studio_employees",
        *must(NUMBER, "id"),
        *must(TEXT, "first_name", "last_name"),
        *may(TEXT, "public_name", "email", "phone", "job_title"),
        *may(TIME, "left_at"),
    )
    table(
        "studio_locations",
        *must(NUMBER, "id"),
        *must(TEXT, "name"),
        *may(TEXT, "description"),
        unique("studio_locations", "name"),
    )
    table(
        "studio_membership_offers",
        *must(NUMBER, "id"),
        *must(TEXT, "name"),
        *may(TEXT, "description", "image"),
        *must(JSON, "rate_codes"),
        *may(TEXT, "first_day", "last_day"),
        *must(FLAG, "active"),
        *must(TEXT, "currency"),
        *must(JSON, "terms"),
        *must(TIME, "created_at"),
    )
    table(
        "studio_additional_fields",
        *must(NUMBER, "id"),
        *must(TEXT, "name", "type"),
        *may(JSON, "options"),
        *must(TIME, "created_at"),
        unique("studio_additional_fields", "name"),
    )
    table(
        "studio_cancellation_reasons",
        *must(NUMBER, "id"),
        *must(TEXT, "name"),
    )
    table(
        "studio_idle_period_reasons",
        *must(NUMBER, "id"),
        *must(TEXT, "name"),
        *must(FLAG, "document_required"),
    )


def _customers() -> None:
    table(
        "studio_customers",
        *must(NUMBER, "id"),
        *must(TEXT, "status", "customer_number", "uuid", "qr_code_uuid", "first_name", "last_name"),
        *may(TEXT, "date_of_birth", "email"),
        *must(TEXT, "first_name_folded", "last_name_folded"),
        *may(TEXT, "email_folded"),
        *must(JSON, "details"),
        *may(TEXT, "image"),
        *must(TIME, "created_at"),
        unique("studio_customers", "customer_number"),
        unique("studio_customers", "qr_code_uuid"),
    )
    index("studio_customers", "date_of_birth", "id")
    index("studio_customers", "email_folded", "id")
    index("studio_customers", "first_name_folded", "id")
    index("studio_customers", "last_name_folded", "id")
    index("studio_customers", "status", "id")
    table(
        "studio_field_assignments",
        *must(NUMBER, "customer_id", "field_id"),
        *must(TEXT, "value"),
        of("studio_customers", "customer_id"),
        of("studio_additional_fields", "field_id"),
        key=("customer_id", "field_id"),
    )
    table(
        "studio_documents",
        *must(NUMBER, "id", "customer_id"),
        *must(TEXT, "file", "name", "media_type"),
        *must(NUMBER, "size"),
        *may(TEXT, "description"),
        *must(TIME, "created_at"),
        of("studio_customers", "customer_id"),
    )
    index("studio_documents", "customer_id", "id")
    table(
        "studio_amendments",
        *must(NUMBER, "id", "customer_id"),
        *must(TEXT, "kind"),
        *may(TEXT, "pending"),
        *must(TEXT, "state"),
        *must(JSON, "data"),
        *may(TEXT, "reason"),
        *must(TIME, "created_at"),
        *may(TIME, "decided_at"),
        of("studio_customers", "customer_id"),
        unique("studio_amendments", "customer_id", "pending"),
    )
    index("studio_amendments", "state", "id")
    table(
        "studio_account_bookings",
        *must(NUMBER, "id", "customer_id"),
        *may(NUMBER, "contract_id"),
        *must(TEXT, "type"),
        *must(NUMBER, "amount"),
        *must(TEXT, "currency", "due_date", "text"),
        *may(TEXT, "method"),
        *must(TIME, "created_at"),
        of("studio_customers", "customer_id"),
    )
    index("studio_account_bookings", "customer_id", "due_date", "id")


def _entry() -> None:
    table(
        "studio_access_media",
        *must(NUMBER, "id", "customer_id"),
        *must(TEXT, "type", "value"),
        *may(TEXT, "format"),
        *must(TIME, "created_at"),
        of("studio_customers", "customer_id"),
        unique("studio_access_media", "type", "value"),
    )
    index("studio_access_media", "customer_id")
    table(
        "studio_access_restrictions",
        *must(NUMBER, "customer_id"),
        *must(TEXT, "reason"),
        *may(TEXT, "start_date", "end_date"),
        of("studio_customers", "customer_id"),
        key=("customer_id",),
    )
    table(
        "studio_checkins",
        *must(NUMBER, "id", "customer_id"),
        *must(TIME, "check_in_at"),
        *may(TIME, "check_out_at"),
        of("studio_customers", "customer_id"),
    )
    index("studio_checkins", "customer_id", "check_in_at")
    table(
        "studio_present",
        *must(NUMBER, "customer_id", "checkin_id"),
        of("studio_customers", "customer_id"),
        key=("customer_id",),
        sqlite_with_rowid=False,
    )


def _contracts() -> None:
    table(
        "studio_contracts",
        *must(NUMBER, "id", "customer_id", "offer_id"),
        *must(TEXT, "rate_name"),
        *must(JSON, "rate_codes"),
        *must(TEXT, "created_date", "start_date", "first_end"),
        *may(JSON, "extension"),
        *must(JSON, "cancellation_period"),
        *may(TEXT, "cancelled_to", "cancelled_on", "cancellation_reason"),
        *must(TEXT, "currency"),
        *must(NUMBER, "base_price"),
        *must(JSON, "frequency"),
        *must(FLAG, "idle_periods_allowed"),
        *must(TEXT, "charged_to", "review_on"),
        *must(FLAG, "closed"),
        *may(TEXT, "signed_document"),
        *must(TIME, "created_at"),
        of("studio_customers", "customer_id"),
    )
    index("studio_contracts", "closed", "review_on", "id")
    index("studio_contracts", "customer_id", "id")
    table(
        "studio_idle_periods",
        *must(NUMBER, "id", "contract_id", "customer_id"),
        *must(TEXT, "start_date"),
        *may(TEXT, "end_date", "temporal_unit"),
        *may(COUNT, "term_value"),
        *must(FLAG, "unlimited"),
        *must(NUMBER, "reason_id"),
        *may(TEXT, "document"),
        *must(TIME, "created_at"),
        of("studio_contracts", "contract_id"),
    )
    index("studio_idle_periods", "contract_id", "start_date")
    index("studio_idle_periods", "customer_id", "start_date")


def _classes() -> None:
    table(
        "studio_classes",
        *must(NUMBER, "id"),
        *must(TEXT, "title", "type"),
        *must(COUNT, "duration"),
        *may(TEXT, "category", "description", "img_url"),
        *must(FLAG, "bookable"),
        *may(JSON, "cancel_condition", "contingent"),
    )
    table(
        "class_slots",
        *must(NUMBER, "id", "class_id"),
        *must(TIME, "starts_at", "ends_at"),
        *may(NUMBER, "location_id"),
        *may(TIME, "earliest_booking_at", "latest_booking_at"),
        *must(COUNT, "max_participants", "max_waiting", "booked", "waiting"),
        *may(TIME, "cancelled_at"),
        check("class_slots", "never_overbooked", "booked BETWEEN 0 AND max_participants"),
        check("class_slots", "times", "starts_at < ends_at"),
        check("class_slots", "waiting", "waiting >= 0"),
        of("studio_classes", "class_id"),
        of("studio_locations", "location_id"),
    )
    index("class_slots", "class_id", "id")
    index("class_slots", "starts_at")
    table(
        "class_slot_instructors",
        *must(NUMBER, "slot_id", "employee_id"),
        of("studio_employees", "employee_id"),
        of("class_slots", "slot_id"),
        key=("slot_id", "employee_id"),
    )
    table(
        "class_bookings",
        *must(NUMBER, "id", "class_slot_id", "customer_id"),
        *must(TEXT, "status", "participant_status"),
        *may(COUNT, "live"),
        *must(TIME, "booked_at"),
        *may(TIME, "cancelled_at"),
        of("class_slots", "class_slot_id"),
        of("studio_customers", "customer_id"),
        unique("class_bookings", "class_slot_id", "customer_id", "live"),
    )
    index("class_bookings", "customer_id", "id", name="ix_class_bookings_customer")
    index("class_bookings", "class_slot_id", "status", "id")


def _appointments() -> None:
    table(
        "bookable_appointments",
        *must(NUMBER, "id"),
        *must(TEXT, "title"),
        *must(COUNT, "duration", "step"),
        *may(TEXT, "category", "description", "img_url"),
        *must(FLAG, "bookable"),
        *may(COUNT, "earliest_days", "latest_minutes"),
        *may(JSON, "cancel_condition", "contingent"),
    )
    table(
        "bookable_appointment_instructors",
        *must(NUMBER, "bookable_id", "employee_id"),
        *must(JSON, "working_hours"),
        of("bookable_appointments", "bookable_id"),
        of("studio_employees", "employee_id"),
        key=("bookable_id", "employee_id"),
    )
    table(
        "appointment_bookings",
        *must(NUMBER, "id", "bookable_id", "customer_id"),
        *must(TIME, "starts_at", "ends_at"),
        *must(TEXT, "status", "participant_status"),
        *may(COUNT, "live"),
        *must(TIME, "booked_at"),
        *may(TIME, "cancelled_at"),
        of("bookable_appointments", "bookable_id"),
        of("studio_customers", "customer_id"),
        unique(
            "appointment_bookings",
            "customer_id",
            "bookable_id",
            "starts_at",
            "live",
            name="uq_appointment_bookings_live",
        ),
    )
    index("appointment_bookings", "customer_id", "id", name="ix_appointment_bookings_customer")
    table(
        "appointment_booking_instructors",
        *must(NUMBER, "booking_id", "employee_id"),
        of("appointment_bookings", "booking_id"),
        of("studio_employees", "employee_id"),
        key=("booking_id", "employee_id"),
    )
    table(
        "studio_agendas",
        *must(TEXT, "kind"),
        *must(NUMBER, "person"),
        key=("kind", "person"),
    )
    table(
        "studio_occupations",
        *must(TEXT, "kind"),
        *must(NUMBER, "person", "source"),
        *must(TIME, "starts_at", "ends_at"),
        key=("kind", "person", "source"),
    )
    index("studio_occupations", "source", name="ix_studio_occupations_source")
    index("studio_occupations", "kind", "person", "ends_at")
