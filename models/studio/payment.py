"""What a membership costs and when: one computation for the preview, the contract and its renewal."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from models.studio import money
from models.studio.calendar import plus

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """One charge; `kind` is FEE or MEMBERSHIP."""

    day: date
    amount: Decimal
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Period:
    """A payment's time from `day` to `last`; it would be whole from `begins` to before `ends`."""

    day: date
    last: date
    begins: date
    ends: date

    def share(self, price: Decimal) -> Decimal:
        """The price of the days that there are, of the days that a whole one has."""
        days = (self.last - self.day).days + 1
        return price * days / (self.ends - self.begins).days


def schedule(
    paid: dict[str, Any], *, start: date, first: date, last: date, currency: str, text: str
) -> list[Due]:
    """The charges of a payment frequency for the days from `first` to `last` of a contract.

    `start` is the contract's first day: payments are counted from it. FREE costs nothing,
    NON_RECURRING its price once, RECURRING its price every `term`, TERM_BASED the price of its
    step (`prices`: `[{term, price}]`, each from the payment with that number on) every `term`,
    MONTH_DAY its price on the day `monthDay` of every month. A period that is not whole, at
    either end, costs its share by days, rounded as money is: halves up.
    """
    kind = paid["type"]
    if kind == "FREE":
        return []
    if kind == "NON_RECURRING":
        once = [Due(start, _price(paid, 1), "MEMBERSHIP", text)] if first == start else []
        return [due for due in once if due.amount]
    dues = []
    for number, period in enumerate(_periods(paid, start, last), 1):
        if period.last < first:
            continue
        part = replace(period, day=max(period.day, first))
        amount = money.rounded(part.share(_price(paid, number)), currency)
        if amount:
            dues.append(Due(part.day, amount, "MEMBERSHIP", text))
    return dues


def fees(flat: list[dict[str, Any]], day: date) -> list[Due]:
    """The charges that are due once, on the day of the signature."""
    found = [Due(day, Decimal(fee["price"]), "FEE", fee["name"]) for fee in flat]
    return [due for due in found if due.amount]


def price_on(paid: dict[str, Any], start: date, day: date) -> Decimal:
    """The price of the payment that is current on `day`."""
    if paid["type"] != "TERM_BASED":
        return _price(paid, 1)
    number = sum(1 for _ in _periods(paid, start, day))
    return _price(paid, max(1, number))


def frequency(paid: dict[str, Any], currency: str) -> dict[str, Any]:
    """A stored frequency, whose prices are decimal texts, as `paymentFrequency` of the API."""
    shaped: dict[str, Any] = {
        name: paid[name] for name in ("id", "type", "term", "monthDay") if name in paid
    }
    shaped["price"] = money.shown(Decimal(paid.get("price", "0")), currency)
    if "prices" in paid:
        shaped["prices"] = [
            {"term": step["term"], "price": money.shown(Decimal(step["price"]), currency)}
            for step in paid["prices"]
        ]
    return shaped


def _price(paid: dict[str, Any], number: int) -> Decimal:
    price = paid.get("price", "0")
    for step in paid.get("prices", ()):
        if step["term"] <= number:
            price = step["price"]
    return Decimal(price)


def _periods(paid: dict[str, Any], start: date, last: date) -> Iterator[_Period]:
    if paid["type"] == "MONTH_DAY":
        yield from _by_month_day(paid["monthDay"], start, last)
        return
    value, unit = paid["term"]["value"], paid["term"]["unit"]
    times, begins = 0, start
    while begins <= last:
        times += 1
        ends = plus(start, times * value, unit)
        yield _Period(begins, min(ends - _DAY, last), begins, ends)
        begins = ends


def _by_month_day(month_day: int, start: date, last: date) -> Iterator[_Period]:
    month = start.year * 12 + start.month - 1
    if _on(month, month_day) > start:
        month -= 1
    day = start
    while day <= last:
        begins, ends = _on(month, month_day), _on(month + 1, month_day)
        yield _Period(day, min(ends - _DAY, last), begins, ends)
        day, month = ends, month + 1


def _on(month: int, month_day: int) -> date:
    year, at = divmod(month, 12)
    return date(year, at + 1, min(month_day, monthrange(year, at + 1)[1]))
