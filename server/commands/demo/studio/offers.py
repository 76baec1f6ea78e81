"""What can be signed: four memberships, with terms, prices and starter fees."""

from typing import Any

from handlers.studio import contracts, idle_periods, memberships
from models.session import Session
from models.studio import membership

_MONTH = {"value": 1, "unit": "MONTH"}


def _euro(amount: float) -> dict[str, Any]:
    return {"amount": amount, "currency": "EUR"}


def _monthly(price: float, months: int, *, fee: float = 29) -> dict[str, Any]:
    """Paid by the month for so many months, and on by the month after that."""
    return {
        "term": {"value": months, "unit": "MONTH"},
        "extension": _MONTH,
        "cancellationPeriod": {"periodValue": 1, "periodUnit": "MONTH"},
        "paymentFrequency": {"type": "RECURRING", "term": _MONTH, "price": _euro(price)},
        "flatFees": [{"name": "Starter kit", "price": _euro(fee)}],
    }


def _once(price: float, months: int) -> dict[str, Any]:
    """Paid with the signature; ends by itself."""
    return {
        "term": {"value": months, "unit": "MONTH"},
        "cancellationPeriod": {"periodValue": 1, "periodUnit": "MONTH"},
        "paymentFrequency": {"type": "NON_RECURRING", "price": _euro(price)},
    }


_OFFERS: Any = (
    {
        "name": "Standard",
        "description": "Training floor and all classes.",
        "rateCodes": [{"name": "Standard", "identifier": "STD"}],
        "terms": [_monthly(54.9, 12), _monthly(64.9, 3)],
    },
    {
        "name": "Premium",
        "description": "Everything in Standard, sauna and drinks.",
        "rateCodes": [{"name": "Premium", "identifier": "PRM"}],
        "terms": [_monthly(79.9, 12, fee=0.01), _monthly(89.9, 3)],
    },
    {
        "name": "Mornings",
        "description": "Monday to Friday before noon.",
        "rateCodes": [{"name": "Mornings", "identifier": "MRN"}],
        "terms": [_monthly(34.9, 6)],
    },
    {
        "name": "Three months",
        "description": "Paid at once, ends by itself.",
        "rateCodes": [{"name": "Three months", "identifier": "TRY"}],
        "terms": [_once(159, 3)],
    },
)
_WHY_LEAVE: Any = ("Moving away", "Too expensive", "Illness")
_WHY_REST: Any = ("Illness", "Pregnancy", "Abroad")


def there(session: Session, tenant: str) -> bool:
    """Whether anything can be signed."""
    return bool(membership.page(session, tenant))


def enter(session: Session, tenant: str) -> None:
    """Put the memberships on sale, and name the reasons to rest and to leave."""
    for offer in _OFFERS:
        memberships.create_membership_offer(session, tenant, offer)
    for name in _WHY_LEAVE:
        contracts.create_cancellation_reason(session, tenant, {"name": name})
    for name in _WHY_REST:
        idle_periods.create_idle_period_reason(session, tenant, {"name": name})
