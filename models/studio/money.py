"""Money is decimal and exact from the request to the answer; no binary float is stored or added."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from sqlalchemy import BigInteger, Dialect, TypeDecorator

from contract.errors import Fault, InvalidRequest

_SCALE: Final = Decimal(10_000)
MOST: Final = Decimal(99_999_999_999)
"""With four decimals fifteen digits: as many as a JSON number carries through a double unchanged."""
_WHOLE: Final = re.compile("BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|X[AOP]F")
_MILLS: Final = re.compile("BHD|IQD|JOD|KWD|LYD|OMR|TND")
_ORDINARY_DIGITS: Final = 2
_MILLS_DIGITS: Final = 3


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


def digits(currency: str) -> int:
    """How many decimals the currency has (ISO 4217, minor units)."""
    if _WHOLE.fullmatch(currency):
        return 0
    return _MILLS_DIGITS if _MILLS.fullmatch(currency) else _ORDINARY_DIGITS


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Round to what can be paid in the currency, halves away from zero."""
    return amount.quantize(Decimal(1).scaleb(-digits(currency)), rounding=ROUND_HALF_UP)


def exact(value: float | str | Decimal) -> Decimal:
    """Read a JSON number as the decimal that was written: 0.1 is 0.1 and nothing beside it."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def read(body: dict[str, Any], currency: str, place: str) -> Decimal:
    """Take `{amount, currency}` out of a request, or raise `InvalidRequest` at `place`.

    The currency must be `currency`, the amount payable in it and of at most eleven digits.
    """
    amount = exact(body["amount"])
    if body["currency"] != currency:
        raise InvalidRequest(Fault(f"{place}.currency", "It must be the currency of the studio."))
    if abs(amount) > MOST:
        raise InvalidRequest(Fault(f"{place}.amount", "The amount is too large."))
    if amount != rounded(amount, currency):
        raise InvalidRequest(Fault(f"{place}.amount", "The currency has fewer decimals."))
    return rounded(amount, currency)


def number(amount: Decimal) -> int | float:
    """The JSON number of an amount: whole ones without a point, others with the digits they have.

    A double gives back up to fifteen significant digits as they were, so the text on the wire is
    exactly the decimal: `Decimal("59.90")` is sent as `59.9`.
    """
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def shown(amount: Decimal, currency: str) -> dict[str, Any]:
    """`{amount, currency}` of an answer."""
    return {"amount": number(amount), "currency": currency}
