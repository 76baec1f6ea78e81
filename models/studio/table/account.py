"""What customers owe and pay."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.amount import Amount
from models.base import Base, TenantOwned, shown
from models.studio.money import shown as money
from models.text import present


class Booking(TenantOwned, Base):
    """One movement of an account: a CHARGE is negative and a PAYMENT positive, from its due day on."""

    __tablename__ = "studio_account_bookings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant", "customer_id"], ["studio_customers.tenant", "studio_customers.id"]
        ),
        Index(None, "tenant", "customer_id", "due_date", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    customer_id: Mapped[int] = mapped_column(BigInteger)
    contract_id: Mapped[int | None] = mapped_column(BigInteger)
    type: Mapped[str]
    amount: Mapped[Decimal] = mapped_column(Amount)
    currency: Mapped[str]
    due_date: Mapped[str]
    text: Mapped[str]
    method: Mapped[str | None]
    created_at: Mapped[datetime]


COLUMNS: Final = (
    Booking.id,
    Booking.contract_id,
    Booking.type,
    Booking.amount,
    Booking.currency,
    Booking.due_date,
    Booking.text,
    Booking.method,
    shown(Booking.created_at),
)


def row(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape the cells of `COLUMNS`."""
    id, contract_id, type, amount, currency, due, text, method, created = cells
    return {
        "id": id,
        "type": type,
        "amount": money(amount, currency),
        "dueDate": due,
        "text": text,
        **present(paymentMethod=method, contractId=contract_id),
        "createdDateTime": created,
    }
