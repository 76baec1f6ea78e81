"""What can be signed."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.column import Json


class Offer(TenantOwned, Base):
    """A membership on sale; `terms` are its variants, with prices as decimal texts."""

    __tablename__ = "studio_membership_offers"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    name: Mapped[str]
    description: Mapped[str | None]
    image: Mapped[str | None]
    rate_codes: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    first_day: Mapped[str | None]
    last_day: Mapped[str | None]
    active: Mapped[bool]
    currency: Mapped[str]
    terms: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    created_at: Mapped[datetime]
