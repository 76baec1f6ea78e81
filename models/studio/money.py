"""Money has the currency of the studio, and no more decimals than can be paid in it."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from contract.errors import Fault, InvalidRequest
from models.amount import MOST, exact, number

_WHOLE: Final = re.compile("BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|X[AOP]F")
_MILLS: Final = re.compile("BHD|IQD|JOD|KWD|LYD|OMR|TND")
_ORDINARY_DIGITS: Final = 2
_MILLS_DIGITS: Final = 3


def digits(currency: str) -> int:
    """How many decimals the currency has (ISO 4217, minor units)."""
    if _WHOLE.fullmatch(currency):
        return 0
    return _MILLS_DIGITS if _MILLS.fullmatch(currency) else _ORDINARY_DIGITS


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Round to what can be paid in the currency, halves away from zero."""
    return amount.quantize(Decimal(1).scaleb(-digits(currency)), rounding=ROUND_HALF_UP)


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


def shown(amount: Decimal, currency: str) -> dict[str, Any]:
    """`{amount, currency}` of an answer."""
    return {"amount": number(amount), "currency": currency}
