"""A customer is found by the number that they have in their studio, and in no other."""

from typing import Any

from sqlalchemy import bindparam, select

from contract.errors.studio_customers import CustomerNotFound
from models.hot import Hot
from models.session import Session
from models.studio.customer.belongings import completed
from models.studio.number import possible
from models.studio.table.customer import COLUMNS, Customer, row

_MINE = (Customer.tenant == bindparam("tenant"), Customer.id == bindparam("id"))
_FIND = Hot(select(*COLUMNS).where(*_MINE))
_THERE = Hot(select(Customer.id).where(*_MINE))
_LOCK = Hot(select(*COLUMNS).where(*_MINE).with_for_update(key_share=True))


def find(session: Session, tenant: str, customer_id: int) -> dict[str, Any]:
    """Give the customer, or raise `CustomerNotFound`."""
    cells = _FIND.first(session, tenant=tenant, id=customer_id) if possible(customer_id) else None
    if cells is None:
        raise CustomerNotFound
    return completed(session, tenant, [row(cells)])[0]


def demand(session: Session, tenant: str, customer_id: int) -> None:
    """Raise `CustomerNotFound` unless there is such a customer."""
    if not possible(customer_id) or _THERE.first(session, tenant=tenant, id=customer_id) is None:
        raise CustomerNotFound


def held(session: Session, tenant: str, customer_id: int) -> dict[str, Any]:
    """Give the customer's own row for a change: until the unit ends nobody else holds it.

    Raises `CustomerNotFound`. What lies in other tables is not in it.
    """
    cells = _LOCK.first(session, tenant=tenant, id=customer_id) if possible(customer_id) else None
    if cells is None:
        raise CustomerNotFound
    return row(cells)
