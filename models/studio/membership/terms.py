"""The terms of an offer, as the API has them and as they are kept: prices as decimal texts."""

from decimal import Decimal
from typing import Any

from contract.errors import Fault, InvalidRequest
from models.session import Session
from models.studio import money
from models.studio.membership.limits import check
from models.studio.number import next_number
from models.studio.payment import frequency


def stored(
    session: Session, tenant: str, term: dict[str, Any], *, currency: str, place: str
) -> dict[str, Any]:
    """Read a term of a request and give its parts numbers, or raise `InvalidRequest`."""
    paid = term["paymentFrequency"]
    check(term, place)
    return {
        "term": term["term"],
        "extension": term.get("extension"),
        "cancellationPeriod": term["cancellationPeriod"],
        "paymentFrequency": {
            "id": next_number(session, tenant),
            **_paid(paid, currency, f"{place}.paymentFrequency"),
        },
        "flatFees": [
            {
                "id": next_number(session, tenant),
                "name": fee["name"],
                "price": _price(fee["price"], currency, f"{place}.flatFees.{at}.price"),
            }
            for at, fee in enumerate(term.get("flatFees", []))
        ],
        "idlePeriodsAllowed": term.get("idlePeriodsAllowed", True),
    }


def shown(term: dict[str, Any], currency: str) -> dict[str, Any]:
    """A kept term in the shape of the API."""
    shaped = {
        "id": term["id"],
        "term": term["term"],
        "extension": term["extension"],
        "cancellationPeriod": term["cancellationPeriod"],
        "paymentFrequency": frequency(term["paymentFrequency"], currency),
        "flatFees": [
            fee | {"price": money.shown(Decimal(fee["price"]), currency)}
            for fee in term["flatFees"]
        ],
        "idlePeriodsAllowed": term["idlePeriodsAllowed"],
    }
    if shaped["extension"] is None:
        del shaped["extension"]
    return shaped


def base_price(term: dict[str, Any]) -> Decimal:
    """The price of one payment, before any steps."""
    return Decimal(term["paymentFrequency"].get("price", "0"))


def _paid(paid: dict[str, Any], currency: str, place: str) -> dict[str, Any]:
    kind = paid["type"]
    needed = {
        "RECURRING": ("term", "price"),
        "NON_RECURRING": ("price",),
        "TERM_BASED": ("term", "prices"),
        "MONTH_DAY": ("monthDay", "price"),
    }
    for name in needed.get(kind, ()):
        if not paid.get(name):
            raise InvalidRequest(Fault(f"{place}.{name}", "This type of payment needs it."))
    kept: dict[str, Any] = {
        name: paid[name] for name in ("type", "term", "monthDay") if name in paid
    }
    if "price" in paid:
        kept["price"] = _price(paid["price"], currency, f"{place}.price")
    if kind == "TERM_BASED":
        kept["prices"] = [
            {
                "term": step["term"],
                "price": _price(step["price"], currency, f"{place}.prices.{at}.price"),
            }
            for at, step in enumerate(sorted(paid["prices"], key=lambda step: step["term"]))
        ]
        kept.setdefault("price", kept["prices"][0]["price"])
    return kept


def _price(given: dict[str, Any], currency: str, place: str) -> str:
    price = money.read(given, currency, place)
    if price < 0:
        raise InvalidRequest(Fault(f"{place}.amount", "It must not be negative."))
    return str(price)
