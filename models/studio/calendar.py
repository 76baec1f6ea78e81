"""Days are those of the studio's calendar, and months have the length that they have."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from contract.errors import Fault, InvalidRequest

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def day(text: str, place: str) -> date:
    """Read `YYYY-MM-DD` of a request, or raise `InvalidRequest` at `place`: 30 February is no day."""
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise InvalidRequest(Fault(place, "It must be a date between 1900 and 2199."))
    return found


def zone(name: str, place: str) -> ZoneInfo:
    """Find a time zone by its IANA name, or raise `InvalidRequest` at `place`."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        raise InvalidRequest(Fault(place, "It must be an IANA time zone.")) from error


def local(moment: datetime, zone: ZoneInfo) -> date:
    """The day on which `moment` lies in `zone`."""
    return moment.astimezone(zone).date()


def plus(start: date, value: int, unit: str) -> date:
    """Go `value` DAY, WEEK, MONTH or YEAR on, or back; 31 January and a month is 28 February.

    Multiples are counted from one start, not one after the other: else the day would drift.
    """
    try:
        if unit in {"DAY", "WEEK"}:
            return start + timedelta(days=value * (7 if unit == "WEEK" else 1))
        months = start.year * 12 + start.month - 1 + value * (12 if unit == "YEAR" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return date.max if value > 0 else date.min


def last_day(start: date, value: int, unit: str) -> date:
    """The last day of a period that begins on `start`: the day before the next one begins."""
    following = plus(start, value, unit)
    return following if following == date.max else following - timedelta(days=1)
