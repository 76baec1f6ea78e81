"""What a client owes, and how much of it for how long already."""

from datetime import date
from typing import Any, Final

from sqlalchemy import bindparam, func, select

from models.hot import Hot
from models.practice import client
from models.practice.money import shown, units
from models.practice.span import today
from models.practice.table.invoice import Invoice
from models.session import Session

_OPEN: Final = Hot(
    select(Invoice.due_date, func.sum(units(Invoice.balance)))
    .where(
        Invoice.tenant == bindparam("tenant"),
        Invoice.client_id == bindparam("client_id"),
        Invoice.invoice_state == "final",
        units(Invoice.balance) > 0,
    )
    .group_by(Invoice.due_date)
)
_BANDS: Final = ((90, "overdue90"), (60, "overdue60"), (30, "overdue30"))


def balances(session: Session, tenant: str, client_id: str) -> dict[str, Any]:
    """Give `{balance, overdue, overdue30, overdue60, overdue90}` of the client's final invoices.

    `balance` is all that is open and `overdue` what is past its due date. The others are parts of
    `overdue` by its days: 30 to 59, 60 to 89, 90 and more. Raises `ClientNotFound`.
    """
    id = client.find(session, tenant, client_id)["clientId"]
    sums = dict.fromkeys(("balance", "overdue", "overdue30", "overdue60", "overdue90"), 0)
    now = today(session)
    for due, amount in _OPEN.all(session, tenant=tenant, client_id=id):
        days = (now - date.fromisoformat(due)).days
        sums["balance"] += int(amount)
        if days > 0:
            sums["overdue"] += int(amount)
        band = next((name for least, name in _BANDS if days >= least), None)
        if band is not None:
            sums[band] += int(amount)
    return {name: shown(amount) for name, amount in sums.items()}
