"""How invoices lie, the payments on them, and the last number that was given out."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.amount import Amount
from models.base import Base, TenantOwned
from models.practice.table.client import NAMED_KEY
from models.practice.table.item import of


class Invoice(TenantOwned, Base):
    """What a client is asked to pay for a matter; `balance` is what is left of `amount`.

    `client_name` and `client_reference` follow the client's own. `invoice_state` is draft, review,
    approved or final; `due_date` comes with the last.
    """

    __tablename__ = "practice_invoices"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant", "matter_id", "client_id"],
            [f"practice_matters.{column}" for column in ("tenant", "id", "client_id")],
            ondelete="RESTRICT",
        ),
        ForeignKeyConstraint(
            ["tenant", "client_id", "client_name", "client_reference"],
            NAMED_KEY,
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        UniqueConstraint("tenant", "invoice_number"),
        CheckConstraint("balance BETWEEN 0 AND amount", name="balance"),
        Index(None, "tenant", "client_id", "invoice_date", "id"),
        Index(None, "tenant", "matter_id", "invoice_date", "id"),
        Index(None, "tenant", "invoice_state", "invoice_date", "id"),
        Index(
            "ix_practice_invoices_open",
            "tenant",
            "client_id",
            "invoice_state",
            "due_date",
            "balance",
        ),
        *(
            Index(None, "tenant", column, "id")
            for column in (
                "client_name",
                "client_reference",
                "invoice_date",
                "amount",
                "balance",
                "invoice_number",
                "invoice_state",
                "modified_at",
            )
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    client_id: Mapped[str]
    client_name: Mapped[str]
    client_reference: Mapped[str]
    matter_id: Mapped[str]
    invoice_date: Mapped[str]
    due_date: Mapped[str | None]
    amount: Mapped[Decimal] = mapped_column(Amount)
    balance: Mapped[Decimal] = mapped_column(Amount)
    invoice_number: Mapped[str]
    invoice_state: Mapped[str]
    created_at: Mapped[datetime]
    modified_at: Mapped[datetime]


class InvoicePayment(TenantOwned, Base):
    """Money that came in for an invoice."""

    __tablename__ = "practice_invoice_payments"
    __table_args__ = (
        of("practice_invoices", "invoice_id"),
        CheckConstraint("amount > 0", name="amount"),
        Index(None, "tenant", "invoice_id", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    invoice_id: Mapped[str]
    date: Mapped[str]
    amount: Mapped[Decimal] = mapped_column(Amount)
    reference: Mapped[str | None]
    created_at: Mapped[datetime]
    modified_at: Mapped[datetime]


class InvoiceNumber(TenantOwned, Base):
    """The last running number of a firm."""

    __tablename__ = "practice_invoice_numbers"

    last: Mapped[int] = mapped_column(BigInteger)
