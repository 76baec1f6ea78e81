"""How time entries lie."""

from decimal import Decimal

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.amount import Amount
from models.base import Base
from models.practice.table.item import Item, lying


class TimeEntry(Item, Base):
    """Hours of a user; a `fixed_fee_id` is of the same matter, which its foreign key sees to.

    `billing_type` is billable, nonBillable or fixedFee. `amount` is absent without a `rate`.
    """

    __tablename__ = "practice_time_entries"
    __table_args__ = (
        *lying(__tablename__, "hours", beside=("billing_type", "invoice_id")),
        ForeignKeyConstraint(
            ["tenant", "matter_id", "fixed_fee_id"],
            [f"practice_fixed_fees.{column}" for column in ("tenant", "matter_id", "id")],
            ondelete="RESTRICT",
        ),
        Index(None, "tenant", "fixed_fee_id", "date", "id"),
        Index(
            "ix_practice_time_entries_type", "tenant", "billing_type", "date", "id", "invoice_id"
        ),
    )

    user_id: Mapped[str]
    time: Mapped[str | None]
    hours: Mapped[Decimal] = mapped_column(Amount)
    rate: Mapped[Decimal | None] = mapped_column(Amount)
    amount: Mapped[Decimal | None] = mapped_column(Amount)
    billing_type: Mapped[str]
    fixed_fee_id: Mapped[str | None]
    activity_code: Mapped[str | None]
    task_code: Mapped[str | None]
