"""Operations under /customers that are about the customer as such."""

from typing import Any

from contract.types import CreateCustomer, CustomerSearch
from handlers.studio import arguments
from models.paging import Page, Slice
from models.session import Session
from models.studio import customer

Json = dict[str, Any]
MOST_FOUND = 100


def list_customers(
    session: Session, tenant: str, page: Page, *, customer_status: str = "MEMBER"
) -> Slice:
    return customer.page(session, tenant, page, customer_status=customer_status)


def find_customer(
    session: Session,
    tenant: str,
    *,
    card_number: str | None = None,
    card_number_format: str | None = None,
    customer_number: str | None = None,
    barcode: str | None = None,
    pin: str | None = None,
    qr_code_uuid: str | None = None,
) -> Json:
    return customer.find_by(
        session,
        tenant,
        card_number=card_number,
        card_number_format=card_number_format,
        customer_number=customer_number,
        barcode=barcode,
        pin=pin,
        qr_code_uuid=qr_code_uuid,
    )


def search_customers(session: Session, tenant: str, body: CustomerSearch) -> list[Json]:
    return customer.search(session, tenant, Page(limit=MOST_FOUND), **arguments(body)).items


def create_customer(session: Session, tenant: str, body: CreateCustomer) -> Json:
    return {"customerId": customer.create(session, tenant, dict(body))["id"]}


def get_customer(session: Session, tenant: str, customer_id: int) -> Json:
    return customer.find(session, tenant, customer_id)
