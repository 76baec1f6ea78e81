"""An invoice goes from draft to final one step at a time, and each step settles more of it."""

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import update

from contract.errors import Fault, InvalidRequest
from contract.errors.practice_billing import InvoiceFrozen, InvoiceStateConflict
from models.practice.given import clean, day
from models.practice.invoice.find import find, held
from models.practice.invoice.number import numbered
from models.practice.table.invoice import Invoice
from models.session import Session

_NEXT: Final = {"draft": "review", "review": "approved", "approved": "final"}
_FINAL: Final = "final"
_DAYS_TO_PAY: Final = timedelta(days=30)


def change_state(
    session: Session, tenant: str, invoice_id: str, content: dict[str, Any]
) -> dict[str, Any]:
    """Take the step of an `InvoiceStateChange` request: draft, review, approved, final.

    Date and number can be set up to approved, the due date with final; it is 30 days after the
    date unless it is given. Raises `InvoiceNotFound`, `InvoiceStateConflict`, `InvoiceFrozen`,
    `InvoiceNumberTaken`, `InvalidRequest`.
    """
    tidy = clean(content, "body")
    row = held(session, tenant, invoice_id)
    before = find(session, tenant, row["id"])
    values = _settled(row, tidy)

    def write(number: str) -> None:
        session.execute(
            update(Invoice)
            .where(Invoice.tenant == tenant, Invoice.id == row["id"])
            .values(values | {"invoice_number": number, "modified_at": session.now})
            .execution_options(synchronize_session=False)
        )

    numbered(session, tenant, tidy.get("invoiceNumber", row["invoice_number"]), write)
    after = find(session, tenant, row["id"])
    session.touch("invoice", row["id"], before=before, after=after)
    return after


def _settled(row: dict[str, Any], tidy: dict[str, Any]) -> dict[str, Any]:
    if _NEXT.get(row["invoice_state"]) != tidy["state"]:
        raise InvoiceStateConflict
    final = tidy["state"] == _FINAL
    if final and ("invoiceDate" in tidy or "invoiceNumber" in tidy):
        raise InvoiceFrozen
    if "dueDate" in tidy and not final:
        raise InvalidRequest(Fault("body.dueDate", "Only a final invoice has one."))
    values = {"invoice_state": tidy["state"]}
    if "invoiceDate" in tidy:
        values["invoice_date"] = day(tidy["invoiceDate"], "body.invoiceDate").isoformat()
    if final:
        values["due_date"] = _due(date.fromisoformat(row["invoice_date"]), tidy.get("dueDate"))
    return values


def _due(invoiced: date, given: str | None) -> str:
    if given is None:
        return (invoiced + _DAYS_TO_PAY).isoformat()
    due = day(given, "body.dueDate")
    if due < invoiced:
        raise InvalidRequest(Fault("body.dueDate", "It must not be before the invoice date."))
    return due.isoformat()
