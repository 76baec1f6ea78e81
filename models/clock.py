"""Times are UTC and are written one way: RFC 3339 with six digits and `Z`."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

_SHAPE: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:)(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def rfc3339(moment: datetime) -> str:
    """Write an aware moment as `2026-11-22T06:21:57.000000Z`; such texts sort as their moments do."""
    text = moment.astimezone(UTC).isoformat(timespec="microseconds")
    return text[:26] + "Z"


def parse_rfc3339(text: str) -> datetime:
    """Read any RFC 3339 date-time (section 5.6) as a moment in UTC, or raise `ValueError`.

    A leap second is the first moment of the next minute; digits beyond microseconds are dropped.
    """
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise ValueError(f"not an RFC 3339 date-time: {text!r}")
    date, minute, second, fraction, offset = found.groups(default="")
    leap = second == "60"
    tidy = f"{date}T{minute}{'59' if leap else second}{fraction}{offset.upper()}"
    try:
        moment = datetime.fromisoformat(tidy).astimezone(UTC)
        return moment.replace(microsecond=0) + timedelta(seconds=1) if leap else moment
    except OverflowError as error:
        raise ValueError(f"outside of the calendar in UTC: {text!r}") from error
