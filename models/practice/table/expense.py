"""How expenses lie."""

from decimal import Decimal

from sqlalchemy.orm import Mapped, mapped_column

from models.amount import Amount
from models.base import Base
from models.practice.table.item import Item, lying


class Expense(Item, Base):
    """What the firm has paid for a matter and bills on."""

    __tablename__ = "practice_expenses"
    __table_args__ = lying(__tablename__, "amount")

    user_id: Mapped[str | None]
    amount: Mapped[Decimal] = mapped_column(Amount)
    check_number: Mapped[str | None]
    expense_code: Mapped[str | None]
