"""Decimals are exact from the request to the answer; no binary float is stored or added."""

from decimal import Decimal
from typing import Any, Final

from sqlalchemy import BigInteger, Dialect, TypeDecorator

_SCALE: Final = Decimal(10_000)
MOST: Final = Decimal(99_999_999_999)
"""With four decimals fifteen digits: as many as a JSON number carries through a double unchanged."""


class Amount(TypeDecorator[Decimal]):
    """A `Decimal` with up to four decimals, kept as the number of its ten-thousandths.

    An integer is exact on both databases, and so are the sums that they make of it.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> int | None:
        if value is None:
            return None
        scaled = value * _SCALE
        if scaled != scaled.to_integral_value():
            raise ValueError(f"more than four decimals: {value}")
        return int(scaled)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(int(value)) / _SCALE


def exact(value: float | str | Decimal) -> Decimal:
    """Read a JSON number as the decimal that was written: 0.1 is 0.1 and nothing beside it."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def number(amount: Decimal) -> int | float:
    """The JSON number of an amount: whole ones without a point, others with the digits they have.

    A double gives back up to fifteen significant digits as they were, so the text on the wire is
    exactly the decimal: `Decimal("59.90")` is sent as `59.9`.
    """
    return int(amount) if amount == amount.to_integral_value() else float(amount)
