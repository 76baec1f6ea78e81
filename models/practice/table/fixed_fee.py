"""How fixed fees lie."""

from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.amount import Amount
from models.base import Base
from models.practice.table.item import Item, lying


class FixedFee(Item, Base):
    """What is agreed to be paid for a piece of work; the unique key is there to be referred to."""

    __tablename__ = "practice_fixed_fees"
    __table_args__ = (
        *lying(__tablename__, "amount"),
        UniqueConstraint("tenant", "matter_id", "id"),
    )

    user_id: Mapped[str | None]
    amount: Mapped[Decimal] = mapped_column(Amount)
    activity_code: Mapped[str | None]
    task_code: Mapped[str | None]
