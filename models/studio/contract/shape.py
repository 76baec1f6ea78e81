"""A contract in the shape of the API, on a given day."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from models.studio import money
from models.studio.contract.ending import Ending
from models.studio.payment import frequency, price_on
from models.text import present


def ending(cells: tuple[Any, ...]) -> Ending:
    """When the contract of the cells of `COLUMNS` ends."""
    first_end, extension, notice, cancelled_to = cells[6:10]
    cancelled = None if cancelled_to is None else date.fromisoformat(cancelled_to)
    return Ending(date.fromisoformat(first_end), extension, notice, cancelled)


def row(cells: tuple[Any, ...], today: date) -> dict[str, Any]:
    """Shape the cells of `COLUMNS`. A contract is ACTIVE from its signing to its last day.

    `endDate` is the last day as things stand, `cancellationDate` the last day once cancelled.
    """
    id, _customer, name, codes, created, start, _end, _extension, notice, cancelled_to = cells[:10]
    _on, reason, currency, base, paid, _idle, document = cells[10:]
    terms = ending(cells)
    current: Decimal = price_on(paid, date.fromisoformat(start), max(today, _day(start)))
    return {
        "id": id,
        "createdDate": created,
        "startDate": start,
        "endDate": terms.current(today).isoformat(),
        "rateName": name,
        "rateCodes": codes,
        "contractStatus": "INACTIVE" if terms.over(today) else "ACTIVE",
        "cancellationPeriod": {"periodValue": notice["value"], "periodUnit": notice["unit"]},
        "cancelled": cancelled_to is not None,
        **present(cancellationDate=cancelled_to, cancellationReason=reason),
        "priceDetails": {
            "basePrice": money.shown(base, currency),
            "currentPrice": money.shown(current, currency),
            "paymentFrequency": frequency(paid, currency),
        },
        **present(signedDocumentUrl=document),
    }


def goes_on(terms: Ending, charged_to: date) -> bool:
    """Whether there is, as things stand, a term behind `charged_to`."""
    if terms.extension is None:
        return False
    return terms.cancelled_to is None or terms.cancelled_to > charged_to


def review_on(terms: Ending, charged_to: date) -> date:
    """The day on which it is certain that the contract goes on behind `charged_to`, or is over."""
    if goes_on(terms, charged_to):
        return terms.last_notice(charged_to) + timedelta(days=1)
    last = terms.cancelled_to or terms.first_end
    return last if last == date.max else last + timedelta(days=1)


def _day(text: str) -> date:
    return date.fromisoformat(text)
