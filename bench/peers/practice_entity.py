"""The tables of the practice as declared classes with relationships, the way an ORM application has them."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import BigInteger, Dialect, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from bench.peers.entity import Base, Moment


class Amount(TypeDecorator[Decimal]):
    """An amount, kept as its ten-thousandths."""

    impl = BigInteger
    cache_ok = True

    def process_result_value(self, value: int | None, _: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / 10_000


class Owned(Base):
    """Rows of one firm: its id begins every key."""

    __abstract__ = True

    tenant: Mapped[str] = mapped_column(primary_key=True)


class Named(Owned):
    """What has a name and a reference."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    reference: Mapped[str]


class Client(Named):
    """Whom the firm works for."""

    __tablename__ = "practice_clients"


class Matter(Named):
    """What it does for them."""

    __tablename__ = "practice_matters"


class User(Owned):
    """Who does it."""

    __tablename__ = "practice_users"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    initials: Mapped[str | None]
    first_name: Mapped[str]
    last_name: Mapped[str]


class FixedFee(Owned):
    """What is agreed to be paid for it."""

    __tablename__ = "practice_fixed_fees"

    id: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column("description")
    amount: Mapped[Decimal] = mapped_column(Amount)


class Invoice(Owned):
    """What it is billed on."""

    __tablename__ = "practice_invoices"

    invoice_id: Mapped[str] = mapped_column("id", primary_key=True)
    invoice_number: Mapped[str]
    invoice_date: Mapped[str]
    invoice_state: Mapped[str]
    invoice_amount: Mapped[Decimal] = mapped_column("amount", Amount)
    invoice_balance: Mapped[Decimal] = mapped_column("balance", Amount)


class TimeEntry(Owned):
    """Hours of a user."""

    __tablename__ = "practice_time_entries"
    __table_args__ = tuple(
        ForeignKeyConstraint(["tenant", column], [f"{table}.tenant", f"{table}.id"])
        for column, table in (
            ("user_id", "practice_users"),
            ("matter_id", "practice_matters"),
            ("client_id", "practice_clients"),
            ("invoice_id", "practice_invoices"),
            ("fixed_fee_id", "practice_fixed_fees"),
        )
    )

    time_entry_id: Mapped[str] = mapped_column("id", primary_key=True)
    user_id: Mapped[str]
    matter_id: Mapped[str]
    client_id: Mapped[str]
    invoice_id: Mapped[str | None]
    fixed_fee_id: Mapped[str | None]
    date: Mapped[str]
    time: Mapped[str | None]
    description: Mapped[str]
    hours: Mapped[Decimal] = mapped_column(Amount)
    rate: Mapped[Decimal | None] = mapped_column(Amount)
    amount: Mapped[Decimal | None] = mapped_column(Amount)
    billing_type: Mapped[str]
    activity_code: Mapped[str | None]
    task_code: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(Moment)
    modified_at: Mapped[datetime] = mapped_column(Moment)

    user: Mapped[User] = relationship(viewonly=True)
    matter: Mapped[Matter] = relationship(viewonly=True)
    client: Mapped[Client] = relationship(viewonly=True)
    invoice: Mapped[Invoice | None] = relationship(viewonly=True)
    fixed_fee: Mapped[FixedFee | None] = relationship(viewonly=True)

    PARTS: ClassVar = ("user", "matter", "client", "invoice", "fixed_fee")

    @property
    def billed(self) -> bool:
        return self.invoice_id is not None

    @property
    def meta(self) -> dict[str, datetime]:
        return {"created_at": self.created_at, "modified_at": self.modified_at}
