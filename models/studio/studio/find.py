"""What the rules and the callers need to know of the studio, set or not."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from models.hot import Hot
from models.platform import organization
from models.session import Session
from models.studio.calendar import local
from models.studio.number import STUDIO
from models.studio.table.studio import CURRENCY, IDLE, ZONE, House, Studio

_FIND = Hot(
    select(
        Studio.information,
        Studio.opening_hours,
        Studio.closing_hours,
        Studio.time_zone,
        Studio.currency,
        Studio.capacity,
        Studio.idle_periods,
    ).where(Studio.tenant == bindparam("tenant"))
)
_DEFAULTS: tuple[Any, ...] = ({}, [], [], ZONE, CURRENCY, None, IDLE)


def row(session: Session, tenant: str) -> tuple[Any, ...]:
    """The cells of the studio's row, or the defaults."""
    return _FIND.first(session, tenant=tenant) or _DEFAULTS


def house(session: Session, tenant: str) -> House:
    """Give what the rules need: zone, currency, capacity, hours, idle periods."""
    _, opening, closing, zone, currency, capacity, idle = row(session, tenant)
    return House(ZoneInfo(zone), currency, capacity, opening, closing, idle)


def today(session: Session, tenant: str) -> date:
    """The day that it is now in the studio."""
    return local(session.now, house(session, tenant).zone)


def find(session: Session, tenant: str) -> dict[str, Any]:
    """Give `StudioInformation`; a studio that has said nothing has its organization's name."""
    information, opening, closing, *_ = row(session, tenant)
    shaped = {"studioId": STUDIO, **information}
    if "name" not in shaped:
        shaped["name"] = organization.find(session, tenant)["displayName"]
    return {**shaped, "openingHours": opening, "closingHours": closing}


def settings(session: Session, tenant: str) -> dict[str, Any]:
    """Give what the staff set beside: time zone, currency, capacity, language, idle periods."""
    _, _, _, zone, currency, capacity, idle = row(session, tenant)
    shaped = {
        "timeZone": zone,
        "currency": currency,
        "language": organization.find(session, tenant)["language"],
        "idlePeriods": idle,
    }
    return shaped if capacity is None else shaped | {"capacity": capacity}
