"""Spans of time as the API writes them, in the studio's own days."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from contract.errors import Fault, InvalidRequest
from models.clock import parse_rfc3339
from models.studio.calendar import FIRST_YEAR, LAST_YEAR, local, plus

_FIXED: Final[dict[str, timedelta]] = {"MINUTES": timedelta(minutes=1), "HOURS": timedelta(hours=1)}


def moment(text: str, place: str) -> datetime:
    """Read a date-time of the body, or raise `InvalidRequest` with its place."""
    try:
        found = parse_rfc3339(text)
    except ValueError as error:
        raise InvalidRequest(Fault(place, "It must be a date and time with an offset.")) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise InvalidRequest(Fault(place, "It must be between the years 1900 and 2199."))
    return found


def span(starts_at: str, ends_at: str) -> tuple[datetime, datetime]:
    """Read `startDateTime` and `endDateTime` of the body; the end must be the later one."""
    begins, ends = moment(starts_at, "body.startDateTime"), moment(ends_at, "body.endDateTime")
    if ends <= begins:
        raise InvalidRequest(Fault("body.endDateTime", "It must be after the beginning."))
    return begins, ends


def day_begins(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day in the zone, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def before(at: datetime, term: dict[str, Any], zone: ZoneInfo) -> datetime:
    """The moment a term `{value, unit}` before `at`; DAY and longer keep the time of day."""
    value, unit = int(term["value"]), str(term["unit"])
    if unit in _FIXED:
        return at - value * _FIXED[unit]
    there = at.astimezone(zone)
    return datetime.combine(plus(there.date(), -value, unit), there.time(), zone).astimezone(UTC)


def period(at: datetime, unit: str, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The DAY, WEEK (from Monday) or MONTH (from the 1st) around a moment, end excluded."""
    day = local(at, zone)
    if unit == "WEEK":
        day -= timedelta(days=day.weekday())
    elif unit == "MONTH":
        day = day.replace(day=1)
    return day_begins(day, zone), day_begins(plus(day, 1, unit), zone)
