"""What is true of a customer, beside what they want to be true."""

from typing import Any, Final

from sqlalchemy import select

from contract.errors.studio_customers import AmendmentNotFound
from models.listing import listed
from models.paging import Page, Slice
from models.session import Session
from models.studio import customer
from models.studio.number import possible
from models.studio.table.amendment import COLUMNS, Amendment, row

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "CONTACT_DATA": (
        "email",
        "phonePrivate",
        "phonePrivateMobile",
        "phoneBusiness",
        "phoneBusinessMobile",
    ),
    "ADDRESS_DATA": ("street", "houseNumber", "zipCode", "city", "countryCode"),
}


def contact_data(session: Session, tenant: str, customer_id: int) -> dict[str, Any]:
    """Give the e-mail and telephone numbers, with `amendment` when a change of them is pending."""
    return _data(session, tenant, customer_id, "CONTACT_DATA")


def address_data(session: Session, tenant: str, customer_id: int) -> dict[str, Any]:
    """Give the address, with `amendment` when a change of it is pending."""
    return _data(session, tenant, customer_id, "ADDRESS_DATA")


def find(session: Session, tenant: str, amendment_id: int) -> dict[str, Any]:
    """Give the amendment, or raise `AmendmentNotFound`."""
    query = select(*COLUMNS).where(Amendment.tenant == tenant, Amendment.id == amendment_id)
    found = session.execute(query).first() if possible(amendment_id) else None
    if found is None:
        raise AmendmentNotFound
    return row(tuple(found))


def page(session: Session, tenant: str, page: Page, *, status: str | None = "PENDING") -> Slice:
    """List amendments of all customers, oldest first; `status` None lists all."""
    query = select(*COLUMNS).where(Amendment.tenant == tenant)
    if status is not None:
        query = query.where(Amendment.state == status)
    return listed(session, query, page, order=(Amendment.id,), shape=row)


def _data(session: Session, tenant: str, customer_id: int, kind: str) -> dict[str, Any]:
    known = customer.find(session, tenant, customer_id)
    query = select(*COLUMNS).where(
        Amendment.tenant == tenant,
        Amendment.customer_id == customer_id,
        Amendment.pending == kind,
    )
    shaped = {name: known[name] for name in KINDS[kind] if name in known}
    pending = session.execute(query).first()
    return shaped if pending is None else shaped | {"amendment": row(tuple(pending))}
