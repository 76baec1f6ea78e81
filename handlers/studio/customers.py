"""Operations under /customers that are about the customer as such."""

from typing import Any

from contract.types import CreateCustomer, CustomerSearch
from handlers.studio import arguments
from models.paging import Page, Slice
from models.session import Session
from models.studio import customer
from models.studio.customer import Identifiers

Json = dict[str, Any]
MOST_FOUND = 100


def list_customers(
    session: Session, tenant: str, page: Page, *, customer_status: str = "MEMBER"
) -> Slice:
    return customer.page(session, tenant, page, customer_status=customer_status)


def find_customer(session: Session, tenant: str, **identifiers: str) -> Json:
    return customer.find_by(session, tenant, Identifiers(**identifiers))


def search_customers(session: Session, tenant: str, body: CustomerSearch) -> list[Json]:
    return customer.search(session, tenant, Page(limit=MOST_FOUND), **arguments(body)).items


def create_customer(session: Session, tenant: str, body: CreateCustomer) -> Json:
    return {"customerId": customer.create(session, tenant, dict(body))["id"]}


def get_customer(session: Session, tenant: str, customer_id: int) -> Json:
    return customer.find(session, tenant, customer_id)
