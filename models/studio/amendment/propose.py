"""A customer wants something changed; nothing changes until the staff agree."""

from typing import Any

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from contract.errors.studio_customers import AmendmentPending
from models.constraint import broken
from models.session import Session
from models.studio import customer
from models.studio.amendment.find import KINDS, find
from models.studio.number import next_number
from models.studio.table.amendment import PENDING_KEY, Amendment
from models.studio.words import clean


def propose_contact(
    session: Session, tenant: str, customer_id: int, data: dict[str, Any]
) -> dict[str, Any]:
    """Ask for these e-mail and telephone numbers; what is left out would be removed."""
    return _propose(session, tenant, customer_id, "CONTACT_DATA", data)


def propose_address(
    session: Session, tenant: str, customer_id: int, data: dict[str, Any]
) -> dict[str, Any]:
    """Ask for this address; what is left out would be removed."""
    return _propose(session, tenant, customer_id, "ADDRESS_DATA", data)


def _propose(
    session: Session, tenant: str, customer_id: int, kind: str, data: dict[str, Any]
) -> dict[str, Any]:
    """Raises `AmendmentPending` when one of the kind waits already."""
    wanted = {name: value for name, value in clean(data, "body").items() if name in KINDS[kind]}
    customer.held(session, tenant, customer_id)
    id = next_number(session, tenant)
    values = {"tenant": tenant, "id": id, "customer_id": customer_id, "created_at": session.now}
    try:
        with session.nested():
            session.execute(
                insert(Amendment).values(
                    **values, kind=kind, pending=kind, state="PENDING", data=wanted
                )
            )
    except IntegrityError as error:
        raise AmendmentPending() if broken(error) == PENDING_KEY else error from error
    after = find(session, tenant, id)
    session.touch("amendment", str(id), before=None, after=after)
    return after
