"""Operations on the accounts of customers."""

from typing import Any

from contract.types import NewCharge, NewPayment
from handlers.studio import arguments
from models.paging import Page, Slice
from models.session import Session
from models.studio import account

Json = dict[str, Any]


def get_balances(session: Session, tenant: str, customer_id: int) -> Json:
    return account.balances(session, tenant, customer_id)


def list_transactions(session: Session, tenant: str, customer_id: int, page: Page) -> Slice:
    return account.transactions(session, tenant, customer_id, page)


def list_upcoming_transactions(
    session: Session, tenant: str, customer_id: int, page: Page
) -> Slice:
    return account.upcoming(session, tenant, customer_id, page)


def create_payment(session: Session, tenant: str, customer_id: int, body: NewPayment) -> Json:
    return account.pay(session, tenant, customer_id, **arguments(body))


def create_charge(session: Session, tenant: str, customer_id: int, body: NewCharge) -> Json:
    return account.charge(session, tenant, customer_id, **arguments(body))
