"""An amendment is decided once: accepted or refused by the staff, or withdrawn by the customer."""

from typing import Any

from sqlalchemy import select, update

from contract.errors.studio_customers import AmendmentDecided, AmendmentNotFound
from models.session import Session
from models.studio import customer
from models.studio.amendment.find import KINDS, find
from models.studio.number import possible
from models.studio.table.amendment import COLUMNS, Amendment, row
from models.text import demand


def accept(session: Session, tenant: str, amendment_id: int) -> dict[str, Any]:
    """Make what was wanted true; emits `CUSTOMER_UPDATED`. Raises `AmendmentDecided`."""
    before = _held(session, tenant, amendment_id)
    wanted = dict.fromkeys(KINDS[before["kind"]]) | before["data"]
    customer.change(session, tenant, before["customerId"], wanted)
    return _decided(session, tenant, before, "ACCEPTED")


def refuse(
    session: Session, tenant: str, amendment_id: int, *, reason: str | None = None
) -> dict[str, Any]:
    """Leave everything as it is, and say why. Raises `AmendmentDecided`."""
    demand(reason=reason)
    before = _held(session, tenant, amendment_id)
    return _decided(session, tenant, before, "REFUSED", reason)


def withdraw(session: Session, tenant: str, customer_id: int, amendment_id: int) -> dict[str, Any]:
    """Want it no more. Raises `AmendmentNotFound` also for another customer's."""
    customer.demand(session, tenant, customer_id)
    before = _held(session, tenant, amendment_id, of=customer_id)
    return _decided(session, tenant, before, "WITHDRAWN")


def _held(session: Session, tenant: str, id: int, *, of: int | None = None) -> dict[str, Any]:
    query = select(*COLUMNS).where(Amendment.tenant == tenant, Amendment.id == id)
    found = session.execute(query.with_for_update()).first() if possible(id) else None
    if found is None:
        raise AmendmentNotFound
    amendment = row(tuple(found))
    if of is not None and amendment["customerId"] != of:
        raise AmendmentNotFound
    if amendment["status"] != "PENDING":
        raise AmendmentDecided
    return amendment


def _decided(
    session: Session, tenant: str, before: dict[str, Any], state: str, reason: str | None = None
) -> dict[str, Any]:
    id = before["id"]
    session.execute(
        update(Amendment)
        .where(Amendment.tenant == tenant, Amendment.id == id)
        .values(state=state, pending=None, reason=reason, decided_at=session.now)
        .execution_options(synchronize_session=False)
    )
    after = find(session, tenant, id)
    session.touch("amendment", str(id), before=before, after=after)
    return after
