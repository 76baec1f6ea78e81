"""Translate between the document and the models: one package per API, one function per operation."""

from datetime import datetime

from contract.errors import Fault, InvalidRequest
from models.clock import parse_rfc3339


def moment(text: str | None, location: str) -> datetime | None:
    """Read a date-time of a request; `None` stays `None`.

    A few well-formed ones are no moments in UTC (a leap second, the year 0, an offset that leads
    out of the calendar): they raise `InvalidRequest` at `location`.
    """
    if text is None:
        return None
    try:
        return parse_rfc3339(text)
    except ValueError as error:
        raise InvalidRequest(Fault(location, "must be a moment from year 1 to 9999")) from error
