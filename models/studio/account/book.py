"""Every movement of an account is a row that never changes; the balance is their sum."""

from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select

from contract.errors import Fault, InvalidRequest
from models.hot import Hot
from models.session import Session
from models.studio import customer, money
from models.studio.calendar import day
from models.studio.number import next_number
from models.studio.studio import house, today
from models.studio.table.account import COLUMNS, Booking, row
from models.text import demand

_INSERT = Hot(insert(Booking))


def pay(
    session: Session,
    tenant: str,
    customer_id: int,
    *,
    amount: dict[str, Any],
    payment_method: str | None = None,
    text: str = "",
) -> dict[str, Any]:
    """Enter a payment of `{amount, currency}`, which must be positive; it counts from today."""
    demand(text=text, paymentMethod=payment_method)
    paid = _positive(session, tenant, amount)
    customer.held(session, tenant, customer_id)
    due = today(session, tenant).isoformat()
    return enter(
        session,
        tenant,
        customer_id,
        type="PAYMENT",
        amount=paid,
        currency=amount["currency"],
        due_date=due,
        text=text,
        method=payment_method,
    )


def charge(
    session: Session,
    tenant: str,
    customer_id: int,
    *,
    amount: dict[str, Any],
    text: str,
    due_date: str | None = None,
) -> dict[str, Any]:
    """Charge the customer `{amount, currency}`, which must be positive; due today unless said."""
    demand(text=text)
    owed = _positive(session, tenant, amount)
    due = today(session, tenant) if due_date is None else day(due_date, "body.dueDate")
    customer.held(session, tenant, customer_id)
    return enter(
        session,
        tenant,
        customer_id,
        type="CHARGE",
        amount=-owed,
        currency=amount["currency"],
        due_date=due.isoformat(),
        text=text,
    )


def enter(
    session: Session,
    tenant: str,
    customer_id: int,
    *,
    type: str,
    amount: Decimal,
    currency: str,
    due_date: str,
    text: str,
    method: str | None = None,
    contract_id: int | None = None,
) -> dict[str, Any]:
    """Write one movement into the account of a customer who is there; no check but the types."""
    id = next_number(session, tenant)
    _INSERT.run(
        session,
        tenant=tenant,
        id=id,
        customer_id=customer_id,
        contract_id=contract_id,
        type=type,
        amount=amount,
        currency=currency,
        due_date=due_date,
        text=text,
        method=method,
        created_at=session.now,
    )
    query = select(*COLUMNS).where(Booking.tenant == tenant, Booking.id == id)
    after = row(tuple(session.execute(query).one()))
    session.touch("account_booking", str(id), before=None, after=after)
    return after


def _positive(session: Session, tenant: str, amount: dict[str, Any]) -> Decimal:
    read = money.read(amount, house(session, tenant).currency, "body.amount")
    if read <= 0:
        raise InvalidRequest(Fault("body.amount.amount", "It must be more than nothing."))
    return read
