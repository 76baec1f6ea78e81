"""What good calls of the practice are for: things that no link of the document leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio_calls import Given, Make

NOVEMBER = {"startDate": "2026-11-01", "endDate": "2026-11-30", "invoiceDate": "2026-11-30"}
"""The month of the document's examples."""
NEXT = {"draft": "review", "review": "approved", "approved": "final"}
"""The states of an invoice, and what follows."""


def made(make: Make, name: str, **given: Any) -> Any:
    """The thing itself, out of its envelope."""
    return make(name, **given)["data"]


def user(make: Make) -> str:
    return str(made(make, "CreateUser")["userId"])


def client(make: Make) -> str:
    return str(made(make, "CreateClient")["clientId"])


def matter(make: Make) -> str:
    return str(made(make, "CreateMatter")["matterId"])


def new_matter(make: Make) -> Given:
    return Given(body={"clientId": client(make), "responsibleId": user(make)})


def item(make: Make) -> Given:
    """Work, an expense or a fixed fee, in a matter and of a user."""
    return Given(body={"matterId": matter(make), "userId": user(make)})


def active_matter(make: Make) -> str:
    """A matter with something to bill."""
    return str(made(make, "CreateTimeEntry")["matterId"])


def to_bill(make: Make) -> Given:
    return Given(body=NOVEMBER | {"matterIds": [active_matter(make)]})


def invoice(make: Make, state: str = "draft") -> dict[str, Any]:
    """An invoice in this state."""
    (found,) = made(make, "CreateInvoice")
    path = {"invoiceId": found["invoiceId"]}
    while found["invoiceState"] != state:
        body = {"state": NEXT[found["invoiceState"]]}
        found = made(make, "ChangeInvoiceState", path=path, body=body)
    return dict(found)


def final_invoice(make: Make) -> Given:
    return Given({"invoiceId": invoice(make, "final")["invoiceId"]})


RECIPES: dict[str, Callable[[Make], Given]] = {
    "CreateMatter": new_matter,
    "CreateTimeEntry": item,
    "CreateExpense": item,
    "CreateFixedFee": item,
    "CreateInvoice": to_bill,
    "RecordInvoicePayment": final_invoice,
}
