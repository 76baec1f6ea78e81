"""What is due and what is not yet: the studio's calendar says which."""

from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, func, select

from models.hot import Hot
from models.listing import listed
from models.paging import Page, Slice
from models.session import Session
from models.studio import customer, money
from models.studio.studio import house, today
from models.studio.table.account import COLUMNS, Booking, row

_MINE = (
    Booking.tenant == bindparam("tenant"),
    Booking.customer_id == bindparam("customer_id"),
)
_DUE = Hot(
    select(func.sum(Booking.amount, type_=Booking.amount.type)).where(
        *_MINE, Booking.due_date <= bindparam("day")
    )
)
_TO_COME = Hot(
    select(func.sum(Booking.amount, type_=Booking.amount.type)).where(
        *_MINE, Booking.due_date > bindparam("day")
    )
)


def balances(session: Session, tenant: str, customer_id: int) -> dict[str, Any]:
    """Give `{balance, openAmount, upcomingAmount}`: negative balances are debts of that amount."""
    customer.demand(session, tenant, customer_id)
    day, currency = today(session, tenant).isoformat(), house(session, tenant).currency
    values = {"tenant": tenant, "customer_id": customer_id, "day": day}
    balance = _sum(_DUE, session, values)
    return {
        "balance": money.shown(balance, currency),
        "openAmount": money.shown(max(-balance, Decimal(0)), currency),
        "upcomingAmount": money.shown(-_sum(_TO_COME, session, values), currency),
    }


def transactions(session: Session, tenant: str, customer_id: int, page: Page) -> Slice:
    """List what has become due or was paid up to today, oldest first."""
    return _listed(session, tenant, customer_id, page, coming=False)


def upcoming(session: Session, tenant: str, customer_id: int, page: Page) -> Slice:
    """List what becomes due after today, the next first."""
    return _listed(session, tenant, customer_id, page, coming=True)


def _listed(session: Session, tenant: str, customer_id: int, page: Page, *, coming: bool) -> Slice:
    customer.demand(session, tenant, customer_id)
    day = today(session, tenant).isoformat()
    query = select(*COLUMNS).where(
        Booking.tenant == tenant,
        Booking.customer_id == customer_id,
        Booking.due_date > day if coming else Booking.due_date <= day,
    )
    return listed(session, query, page, order=(Booking.due_date, Booking.id), shape=row)


def _sum(query: Hot, session: Session, values: dict[str, Any]) -> Decimal:
    cells = query.first(session, **values)
    return cells[0] if cells and cells[0] is not None else Decimal(0)
