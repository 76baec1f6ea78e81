"""The times in which a contract rests."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.text import present


class IdlePeriod(TenantOwned, Base):
    """Days are inclusive; an unlimited one has no last day."""

    __tablename__ = "studio_idle_periods"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant", "contract_id"], ["studio_contracts.tenant", "studio_contracts.id"]
        ),
        Index(None, "tenant", "contract_id", "start_date"),
        Index(None, "tenant", "customer_id", "start_date"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    contract_id: Mapped[int] = mapped_column(BigInteger)
    customer_id: Mapped[int] = mapped_column(BigInteger)
    start_date: Mapped[str]
    end_date: Mapped[str | None]
    temporal_unit: Mapped[str | None]
    term_value: Mapped[int | None]
    unlimited: Mapped[bool]
    reason_id: Mapped[int] = mapped_column(BigInteger)
    document: Mapped[str | None]
    created_at: Mapped[datetime]


class IdlePeriodReason(TenantOwned, Base):
    """Why a contract may rest; `document_required` when it has to be proved."""

    __tablename__ = "studio_idle_period_reasons"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    name: Mapped[str]
    document_required: Mapped[bool]


def span(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape id, first and last day, as customers show them."""
    id, start, end = cells
    return {"id": id, "startDate": start, **present(endDate=end)}
