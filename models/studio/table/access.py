"""What lets a customer in, and what keeps them out."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.text import present

MEDIUM_KEY: Final = "uq_studio_access_media_tenant_type_value"
_CUSTOMER: Final = (["tenant", "customer_id"], ["studio_customers.tenant", "studio_customers.id"])


class Medium(TenantOwned, Base):
    """A card number, PIN, barcode or wallet pass; `value` is its one canonical form."""

    __tablename__ = "studio_access_media"
    __table_args__ = (
        UniqueConstraint("tenant", "type", "value"),
        ForeignKeyConstraint(*_CUSTOMER),
        Index(None, "tenant", "customer_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    customer_id: Mapped[int] = mapped_column(BigInteger)
    type: Mapped[str]
    value: Mapped[str]
    format: Mapped[str | None]
    created_at: Mapped[datetime]


class Restriction(TenantOwned, Base):
    """A customer has one restriction or none; its days are inclusive, both or neither are there."""

    __tablename__ = "studio_access_restrictions"
    __table_args__ = (ForeignKeyConstraint(*_CUSTOMER),)

    customer_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    reason: Mapped[str]
    start_date: Mapped[str | None]
    end_date: Mapped[str | None]


def restriction(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape reason, first and last day."""
    reason, start, end = cells
    return {"reason": reason, **present(startDate=start, endDate=end)}


def in_force(restriction: dict[str, Any], day: str) -> bool:
    """Whether a restriction keeps its customer out on `day`; one without dates always does."""
    return bool(restriction.get("startDate", day) <= day <= restriction.get("endDate", day))
