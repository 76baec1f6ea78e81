"""What was agreed: how long, how it ends, and what it costs."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.amount import Amount
from models.base import Base, TenantOwned
from models.column import Json


class Contract(TenantOwned, Base):
    """`first_end` is the last day of the first term; `cancelled_to` the last day once cancelled.

    `extension` and `cancellation_period` are `{value, unit}`. Without an extension the contract
    ends with its first term. Charges are booked to `charged_to`. On `review_on` somebody must see
    whether it goes on or is over (`contract.settle`), until its end has been seen to: `closed`.
    """

    __tablename__ = "studio_contracts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant", "customer_id"], ["studio_customers.tenant", "studio_customers.id"]
        ),
        Index(None, "tenant", "customer_id", "id"),
        Index(None, "tenant", "closed", "review_on", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    customer_id: Mapped[int] = mapped_column(BigInteger)
    offer_id: Mapped[int] = mapped_column(BigInteger)
    rate_name: Mapped[str]
    rate_codes: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    created_date: Mapped[str]
    start_date: Mapped[str]
    first_end: Mapped[str]
    extension: Mapped[dict[str, Any] | None] = mapped_column(Json)
    cancellation_period: Mapped[dict[str, Any]] = mapped_column(Json)
    cancelled_to: Mapped[str | None]
    cancelled_on: Mapped[str | None]
    cancellation_reason: Mapped[str | None]
    currency: Mapped[str]
    base_price: Mapped[Decimal] = mapped_column(Amount)
    frequency: Mapped[dict[str, Any]] = mapped_column(Json)
    idle_periods_allowed: Mapped[bool]
    charged_to: Mapped[str]
    review_on: Mapped[str]
    closed: Mapped[bool]
    signed_document: Mapped[str | None]
    created_at: Mapped[datetime]


class CancellationReason(TenantOwned, Base):
    """Why customers leave."""

    __tablename__ = "studio_cancellation_reasons"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    name: Mapped[str]


COLUMNS: Final = (
    Contract.id,
    Contract.customer_id,
    Contract.rate_name,
    Contract.rate_codes,
    Contract.created_date,
    Contract.start_date,
    Contract.first_end,
    Contract.extension,
    Contract.cancellation_period,
    Contract.cancelled_to,
    Contract.cancelled_on,
    Contract.cancellation_reason,
    Contract.currency,
    Contract.base_price,
    Contract.frequency,
    Contract.idle_periods_allowed,
    Contract.signed_document,
)
