"""Each of the three months is billed: the first is final and mostly paid, the last is still in the making."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from models.amount import exact, number
from models.paging import Page
from models.practice import invoice, matter
from models.session import Session
from server.commands.demo.practice.clients import first_day

_STATES = ("draft", "review", "approved", "final")
_REACHED = ((3,), (3, 3, 3, 2), (0, 1, 2))
"""For each month, how far its invoices have come, one after the other."""
_PAID = (
    (Decimal(1), Decimal(1), Decimal(1), Decimal("0.5"), Decimal(0)),
    (Decimal(1), Decimal(0), Decimal("0.4"), Decimal(0)),
)
"""For the months that are paid already, which part of each invoice is."""
_PRICED = 1
"""The month in which the fixed fees are."""
_CENT = Decimal("0.01")


def there(session: Session, tenant: str) -> bool:
    """Whether anything was billed."""
    return bool(invoice.page(session, tenant, Page(limit=1)).items)


def enter(session: Session, tenant: str) -> None:
    """Bill the matters on the second day of each following month, and let clients pay."""
    now, begin = session.now, first_day(session.now)
    first = begin
    for month, reached in enumerate(_REACHED):
        following = (begin + timedelta(days=32)).replace(day=1)
        last = following - timedelta(days=1)
        session.now = min(now, datetime.combine(following, time(9), UTC) + timedelta(days=1))
        wish: dict[str, Any] = {
            "matterIds": _matters(session, tenant, priced=month == _PRICED),
            "startDate": first.isoformat(),
            "endDate": last.isoformat(),
            "invoiceDate": last.isoformat(),
        }
        for at, made in enumerate(invoice.create(session, tenant, wish)):
            _move(session, tenant, made["invoiceId"], reached[at % len(reached)])
            if month < len(_PAID) and reached[at % len(reached)] == _STATES.index("final"):
                part = _PAID[month][at % len(_PAID[month])]
                paid = datetime.combine(following, time(11), UTC) + timedelta(days=10 + at)
                _pay(session, tenant, made, part=part, at=min(now, paid))
        begin = following


def _move(session: Session, tenant: str, id: str, steps: int) -> None:
    for state in _STATES[1 : steps + 1]:
        invoice.change_state(session, tenant, id, {"state": state})


def _matters(session: Session, tenant: str, *, priced: bool) -> list[str]:
    """Ids of what clients pay for; what has a fixed price is billed in one of the months only."""
    left_out = {"internal"} if priced else {"internal", "fixedFee"}
    rows = matter.page(session, tenant, Page(limit=100), sort=("reference",)).items
    return [row["matterId"] for row in rows if row["matterType"] not in left_out]


def _pay(
    session: Session, tenant: str, made: dict[str, Any], *, part: Decimal, at: datetime
) -> None:
    amount = (exact(made["amount"]) * part).quantize(_CENT)
    if amount:
        billed, session.now = session.now, at
        paid = {
            "amount": number(amount),
            "date": at.date().isoformat(),
            "reference": f"Wire for {made['invoiceNumber']}",
        }
        invoice.record_payment(session, tenant, made["invoiceId"], paid)
        session.now = billed
