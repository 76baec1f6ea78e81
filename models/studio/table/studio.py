"""A studio has one row; until there is one, it has the defaults."""

from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.column import Json

ZONE: Final = "Europe/Berlin"
CURRENCY: Final = "EUR"
IDLE: Final[dict[str, Any]] = {
    "enabled": True,
    "units": [
        {"temporalUnit": "WEEK", "maximumTerms": 8},
        {"temporalUnit": "MONTH", "maximumTerms": 6},
    ],
    "unlimitedAllowed": False,
    "deadlineDays": 0,
}


class Studio(TenantOwned, Base):
    """What the staff have set; `information` and the hours are in the shape of the API."""

    __tablename__ = "studio_studios"

    information: Mapped[dict[str, Any]] = mapped_column(Json)
    opening_hours: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    closing_hours: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    time_zone: Mapped[str]
    currency: Mapped[str]
    capacity: Mapped[int | None]
    idle_periods: Mapped[dict[str, Any]] = mapped_column(Json)


@dataclass(frozen=True, slots=True)
class House:
    """What the rules need to know of a studio."""

    zone: ZoneInfo
    currency: str
    capacity: int | None
    opening_hours: list[dict[str, Any]]
    closing_hours: list[dict[str, Any]]
    idle_periods: dict[str, Any]
