"""What a request brings is read once, and refused at its place where it cannot be."""

import re
from datetime import date, datetime
from typing import Any, Final

from contract.errors import Fault, InvalidRequest
from models.clock import parse_rfc3339
from models.text import storable

ZERO: Final = "00000000-0000-0000-0000-000000000000"
"""The id that names nothing: it clears a reference."""
ESCAPE: Final = "/"
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def identity(text: str) -> str:
    """The id as it is stored; what no id can be becomes the one that names nothing."""
    return text.lower() if storable(text) else ZERO


def clean(value: Any, place: str) -> Any:
    """Leave out what is null; a text that no database holds is an `InvalidRequest` at its place."""
    if isinstance(value, dict):
        return {
            name: clean(part, f"{place}.{name}") for name, part in value.items() if part is not None
        }
    if isinstance(value, list):
        return [clean(part, f"{place}.{at}") for at, part in enumerate(value)]
    if isinstance(value, str) and not storable(value):
        raise InvalidRequest(Fault(place, "It contains a character that cannot be stored."))
    return value


def folded(text: str) -> str:
    """The text as it is searched by: case and space around it do not matter."""
    return text.strip().casefold()


def part(text: str) -> str:
    """The pattern of LIKE for a text that is part of a folded one; the escape is `ESCAPE`."""
    wanted = folded(text)
    for special in (ESCAPE, "%", "_"):
        wanted = wanted.replace(special, ESCAPE + special)
    return f"%{wanted}%"


def since(moment: datetime | str) -> datetime:
    """Read the moment of `modifiedSince`, or raise `InvalidRequest`."""
    if isinstance(moment, datetime):
        return moment
    try:
        return parse_rfc3339(moment)
    except ValueError as error:
        fault = Fault("query.modifiedSince", "It must be a date and time with an offset.")
        raise InvalidRequest(fault) from error


def filled(text: str, place: str) -> str:
    """Give a text that has more than space in it, or raise `InvalidRequest` at `place`."""
    if not text.strip():
        raise InvalidRequest(Fault(place, "It must not be empty."))
    return text


def day(text: str, place: str) -> date:
    """Read `YYYY-MM-DD`, or raise `InvalidRequest` at `place`: 30 February is no day."""
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise InvalidRequest(Fault(place, "It must be a date between 1900 and 2199."))
    return found
