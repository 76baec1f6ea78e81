"""Money and hours come in as the decimals that were written, and go out as these digits."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from contract.errors import Fault, InvalidRequest
from models.amount import MOST, exact

_UNITS: Final = 10_000
_CENT: Final = Decimal("0.01")
_PRECISION: Final = 50
_HOUR_DECIMALS: Final = 4
_MONEY_DECIMALS: Final = 2


def hours(value: float, place: str) -> Decimal:
    """Read hours of a request, or raise `InvalidRequest` at `place`."""
    found = _fit(value, place)
    if _decimals(found) > _HOUR_DECIMALS:
        raise InvalidRequest(Fault(place, "It has more than four decimals."))
    return found


def money(value: float, place: str) -> Decimal:
    """Read an amount of a request, or raise `InvalidRequest` at `place`."""
    found = _fit(value, place)
    if _decimals(found) > _MONEY_DECIMALS:
        raise InvalidRequest(Fault(place, "It has more than two decimals."))
    return found


def product(hours: Decimal, rate: Decimal) -> Decimal:
    """What the hours cost: two decimals, halves away from zero; `InvalidRequest` if too much."""
    with localcontext(prec=_PRECISION):
        amount = (hours * rate).quantize(_CENT, rounding=ROUND_HALF_UP)
    if amount > MOST:
        raise InvalidRequest(Fault("body.hours", "The amount is too large."))
    return amount


def units(
    column: InstrumentedAttribute[Decimal] | InstrumentedAttribute[Decimal | None],
) -> ColumnElement[int]:
    """Read an amount as it lies, for `shown`: rows of a long list need no decimals between."""
    return type_coerce(column, BigInteger)


def shown(units: int) -> int | float:
    """The JSON number of what `units` read; the division gives the double nearest to it."""
    whole, rest = divmod(units, _UNITS)
    return units / _UNITS if rest else whole


def exactly(units: int) -> Decimal:
    """The decimal of what `units` read, or of a sum of it."""
    return Decimal(units) / _UNITS


def _fit(value: float, place: str) -> Decimal:
    found = exact(value)
    if found < 0:
        raise InvalidRequest(Fault(place, "It must not be negative."))
    if found > MOST:
        raise InvalidRequest(Fault(place, "The number is too large."))
    return found


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return -exponent
