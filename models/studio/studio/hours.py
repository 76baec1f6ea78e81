"""Hours are days of the week and times of day, or moments, and nothing that only looks like them."""

import re
from typing import Any, Final

from contract.errors import Fault, InvalidRequest
from models.clock import parse_rfc3339

DAYS: Final = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00(:00)?", re.ASCII)


def check_opening(hours: list[dict[str, Any]]) -> None:
    """Refuse days and times that are none; an end before the beginning is on the next day."""
    for at, span in enumerate(hours):
        for name in ("timeFrom", "timeTo"):
            if not _TIME.fullmatch(span[name]):
                raise InvalidRequest(Fault(f"body.{at}.{name}", "It must be a time of day."))
        if span["timeFrom"].startswith("24"):
            raise InvalidRequest(Fault(f"body.{at}.timeFrom", "It must be a time of day."))
        for name in ("dayOfWeekFrom", "dayOfWeekTo"):
            if span.get(name, DAYS[0]) not in DAYS:
                raise InvalidRequest(Fault(f"body.{at}.{name}", "It must be a day of the week."))


def check_closing(hours: list[dict[str, Any]]) -> None:
    """Refuse moments that are none, and ends that are not after their beginnings."""
    for at, span in enumerate(hours):
        try:
            ordered = parse_rfc3339(span["dateTimeFrom"]) < parse_rfc3339(span["dateTimeTo"])
        except ValueError as error:
            raise InvalidRequest(Fault(f"body.{at}", "It must be a date and time.")) from error
        if not ordered:
            raise InvalidRequest(Fault(f"body.{at}.dateTimeTo", "It must be after the beginning."))
