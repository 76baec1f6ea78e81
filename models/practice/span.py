"""A span of days does not end before it begins; today is the day in UTC."""

from datetime import UTC, date

from contract.errors import Fault, InvalidRequest
from models.practice.given import day
from models.session import Session


def today(session: Session) -> date:
    """The day of the unit, in UTC."""
    return session.now.astimezone(UTC).date()


def between(start: str | None, end: str | None, place: str = "query") -> dict[str, str]:
    """The filters `start_date` and `end_date`; `InvalidRequest` where the span ends too early."""
    given = {}
    if start is not None:
        given["start_date"] = day(start, f"{place}.startDate").isoformat()
    if end is not None:
        given["end_date"] = day(end, f"{place}.endDate").isoformat()
    if start is not None and end is not None and given["end_date"] < given["start_date"]:
        raise InvalidRequest(Fault(f"{place}.endDate", "It must not be before the start date."))
    return given
