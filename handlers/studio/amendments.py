"""Operations on what customers want changed."""

from typing import Any

from contract.types import AddressDataContent, AmendmentRefusal, ContactDataContent
from models.paging import Page, Slice
from models.session import Session
from models.studio import amendment

Json = dict[str, Any]


def get_contact_data(session: Session, tenant: str, customer_id: int) -> Json:
    return amendment.contact_data(session, tenant, customer_id)


def propose_contact_data(
    session: Session, tenant: str, customer_id: int, body: ContactDataContent
) -> Json:
    return amendment.propose_contact(session, tenant, customer_id, dict(body))


def get_address_data(session: Session, tenant: str, customer_id: int) -> Json:
    return amendment.address_data(session, tenant, customer_id)


def propose_address_data(
    session: Session, tenant: str, customer_id: int, body: AddressDataContent
) -> Json:
    return amendment.propose_address(session, tenant, customer_id, dict(body))


def withdraw_amendment(session: Session, tenant: str, customer_id: int, amendment_id: int) -> Json:
    return amendment.withdraw(session, tenant, customer_id, amendment_id)


def list_amendments(session: Session, tenant: str, page: Page, *, status: str = "PENDING") -> Slice:
    return amendment.page(session, tenant, page, status=status)


def accept_amendment(session: Session, tenant: str, amendment_id: int) -> Json:
    return amendment.accept(session, tenant, amendment_id)


def refuse_amendment(
    session: Session, tenant: str, amendment_id: int, body: AmendmentRefusal
) -> Json:
    return amendment.refuse(session, tenant, amendment_id, reason=body.get("reason"))
