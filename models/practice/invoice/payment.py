"""Payments reduce what is left of a final invoice, to the cent, and never below nothing."""

from typing import Any, Final

from sqlalchemy import insert, update

from contract.errors import Fault, InvalidRequest
from contract.errors.practice_billing import InvoiceNotFinal, PaymentExceedsBalance
from models.hot import Hot
from models.identity import uuid7
from models.practice.given import clean, day
from models.practice.invoice.find import find, held
from models.practice.money import money
from models.practice.span import today
from models.practice.table.invoice import Invoice, InvoicePayment
from models.session import Session

_INSERT: Final = Hot(insert(InvoicePayment))


def record_payment(
    session: Session, tenant: str, invoice_id: str, content: dict[str, Any]
) -> dict[str, Any]:
    """Enter the payment of an `InvoicePaymentContent` request, of today unless it says otherwise.

    Gives the invoice. Raises `InvoiceNotFound`, `InvoiceNotFinal`, `PaymentExceedsBalance`,
    `InvalidRequest`.
    """
    tidy = clean(content, "body")
    amount = money(tidy["amount"], "body.amount")
    if not amount:
        raise InvalidRequest(Fault("body.amount", "It must be more than nothing."))
    paid = day(tidy["date"], "body.date") if "date" in tidy else today(session)
    row = held(session, tenant, invoice_id)
    if row["invoice_state"] != "final":
        raise InvoiceNotFinal
    if amount > row["balance"]:
        raise PaymentExceedsBalance
    before = find(session, tenant, row["id"])
    _INSERT.run(
        session,
        tenant=tenant,
        id=uuid7(session.now),
        invoice_id=row["id"],
        date=paid.isoformat(),
        amount=amount,
        reference=tidy.get("reference"),
        created_at=session.now,
        modified_at=session.now,
    )
    session.execute(
        update(Invoice)
        .where(Invoice.tenant == tenant, Invoice.id == row["id"])
        .values(balance=row["balance"] - amount, modified_at=session.now)
        .execution_options(synchronize_session=False)
    )
    after = find(session, tenant, row["id"])
    session.touch("invoice", row["id"], before=before, after=after)
    return after
