"""What the preview says is what the signature costs: `quote` computes both."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contract.errors import Fault, InvalidRequest
from contract.errors.studio_customers import MembershipOfferNotFound
from models.session import Session
from models.studio import contract, customer, money
from models.studio.calendar import day, last_day
from models.studio.contract.ending import Ending
from models.studio.contract.sign import Agreement
from models.studio.membership.offer import raw
from models.studio.membership.terms import base_price
from models.studio.payment import Due, fees, frequency, schedule
from models.studio.studio import today


@dataclass(frozen=True, slots=True)
class Quote:
    """What was computed: the agreement, and how much of it is due with the signature."""

    agreed: Agreement
    term_id: int
    due_on_signing: Decimal
    total: Decimal


def preview(
    session: Session,
    tenant: str,
    *,
    membership_offer_id: int,
    term_id: int,
    start_date: str | None = None,
) -> dict[str, Any]:
    """Give the payment schedule of the first term and `dueOnSigningAmount`; writes nothing."""
    found = quote(session, tenant, membership_offer_id, term_id, start_date)
    agreed, currency = found.agreed, found.agreed.currency
    return {
        "membershipOfferId": agreed.offer_id,
        "termId": found.term_id,
        "rateName": agreed.rate_name,
        "startDate": agreed.start.isoformat(),
        "endDate": agreed.ending.first_end.isoformat(),
        "basePrice": money.shown(agreed.base_price, currency),
        "paymentFrequency": frequency(agreed.frequency, currency),
        "dueOnSigningAmount": money.shown(found.due_on_signing, currency),
        "totalAmount": money.shown(found.total, currency),
        "paymentSchedule": [
            {
                "dueDate": due.day.isoformat(),
                "amount": money.shown(due.amount, currency),
                "type": due.kind,
                "description": due.text,
            }
            for due in agreed.dues
        ],
    }


def signup(
    session: Session,
    tenant: str,
    *,
    membership_offer_id: int,
    term_id: int,
    customer_data: dict[str, Any],
    start_date: str | None = None,
) -> dict[str, Any]:
    """Make customer, contract and charges at once, or none of them; gives `{customerId}`."""
    found = quote(session, tenant, membership_offer_id, term_id, start_date)
    made = customer.create(session, tenant, customer_data, status="MEMBER", place="body.customer")
    contract.sign(session, tenant, made["id"], found.agreed)
    return {"customerId": made["id"]}


def quote(
    session: Session, tenant: str, offer_id: int, term_id: int, start_date: str | None
) -> Quote:
    """Compute everything of a signature of today, or raise `MembershipOfferNotFound`.

    Fees are due today, every payment with the day that its period begins; what is due today is
    due on signing.
    """
    id, name, _text, _image, codes, _first, _last, currency, terms = raw(session, tenant, offer_id)
    term = next((one for one in terms if one["id"] == term_id), None)
    if term is None:
        raise MembershipOfferNotFound
    signed_on = today(session, tenant)
    start = signed_on if start_date is None else day(start_date, "body.startDate")
    if start < signed_on:
        raise InvalidRequest(Fault("body.startDate", "It must not be in the past."))
    end = last_day(start, term["term"]["value"], term["term"]["unit"])
    paid = term["paymentFrequency"]
    dues = fees(term["flatFees"], signed_on)
    dues += schedule(paid, start=start, first=start, last=end, currency=currency, text=name)
    agreed = Agreement(
        offer_id=id,
        rate_name=name,
        rate_codes=codes,
        signed_on=signed_on,
        start=start,
        ending=Ending(end, term["extension"], _notice(term["cancellationPeriod"])),
        currency=currency,
        base_price=base_price(term),
        frequency=paid,
        idle_periods_allowed=term["idlePeriodsAllowed"],
        dues=dues,
    )
    return Quote(
        agreed, term_id, _sum(due for due in dues if due.day <= signed_on), _sum(iter(dues))
    )


def _notice(period: dict[str, Any]) -> dict[str, Any]:
    return {"value": period["periodValue"], "unit": period["periodUnit"]}


def _sum(dues: Iterator[Due]) -> Decimal:
    return sum((due.amount for due in dues), Decimal(0))
