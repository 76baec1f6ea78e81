"""Whether a value fits the form of its field, and how it is kept as a text."""

import re
from decimal import Decimal
from typing import Any, Final, NoReturn

from contract.errors import Fault, InvalidRequest
from models.amount import number
from models.practice.given import clean, day

DIGITS: Final = 15
"""As many as a JSON number carries through a double unchanged."""
_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,39})(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?")


def kept(kind: str, value: Any, place: str) -> str:
    """The text that is stored for a value of text, boolean, number or date.

    A number is a JSON number or a string that holds one. What does not fit is an `InvalidRequest`.
    """
    if kind == "boolean":
        return _boolean(value, place)
    if kind == "number":
        return _number(value, place)
    if not isinstance(value, str):
        _refuse(place)
    if kind == "date":
        return day(value, place).isoformat()
    return str(clean(value, place))


def told(kind: str, text: str) -> Any:
    """The JSON value of a stored text."""
    if kind == "boolean":
        return text == "true"
    return number(Decimal(text)) if kind == "number" else text


def _boolean(value: Any, place: str) -> str:
    if not isinstance(value, bool):
        _refuse(place)
    return "true" if value else "false"


def _number(value: Any, place: str) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        _refuse(place)
    text = str(value)
    found = Decimal(text) if _NUMBER.fullmatch(text) else None
    if found is None:
        _refuse(place)
    sign, digits, exponent = found.normalize().as_tuple()
    assert isinstance(exponent, int)
    if len(digits) > DIGITS or exponent < -DIGITS or abs(found) >= Decimal(10) ** DIGITS:
        raise InvalidRequest(
            Fault(place, "It must be a number of at most {limit} digits.", limit=DIGITS)
        )
    return f"{Decimal((sign if found else 0, digits, exponent)):f}"


def _refuse(place: str) -> NoReturn:
    raise InvalidRequest(Fault(place, "The value does not fit the field."))
