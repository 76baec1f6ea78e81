"""Whether the studio is open, by the clock on its wall."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models.clock import parse_rfc3339
from models.studio.studio.hours import DAYS
from models.studio.table.studio import House

Span = tuple[datetime, datetime]


def spans(hours: Iterable[dict[str, Any]], day: date, zone: ZoneInfo) -> list[Span]:
    """The times that begin on a day, out of `[{dayOfWeekFrom, dayOfWeekTo, timeFrom, timeTo}]`.

    Days may go round the end of the week. An end that is not after the beginning lies on the next
    day: 00:00, or 24:00, is the midnight with which the day ends.
    """
    found = []
    for entry in hours:
        first = DAYS.index(entry["dayOfWeekFrom"])
        last = DAYS.index(entry.get("dayOfWeekTo", entry["dayOfWeekFrom"]))
        if (day.weekday() - first) % 7 <= (last - first) % 7:
            begins, ends = _time(entry["timeFrom"]), _time(entry["timeTo"])
            last_day = day if ends > begins else day + timedelta(days=1)
            found.append((_moment(day, begins, zone), _moment(last_day, ends, zone)))
    return sorted(found)


def open_during(house: House, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether the studio is open all the time between two moments, also over midnight.

    A studio that has set no opening hours is open whenever it is not closed on purpose.
    """
    for closed in house.closing_hours:
        begins, ends = (parse_rfc3339(closed[name]) for name in ("dateTimeFrom", "dateTimeTo"))
        if begins < ends_at and starts_at < ends:
            return False
    if not house.opening_hours:
        return True
    day = starts_at.astimezone(house.zone).date() - timedelta(days=1)
    last = ends_at.astimezone(house.zone).date()
    reached = starts_at
    while day <= last and reached < ends_at:
        for begins, ends in spans(house.opening_hours, day, house.zone):
            if begins <= reached < ends:
                reached = ends
        day += timedelta(days=1)
    return reached >= ends_at


def _time(text: str) -> time:
    return time() if text.startswith("24:") else time.fromisoformat(text)


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
