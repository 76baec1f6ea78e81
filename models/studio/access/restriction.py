"""A customer whom the studio does not let in, for some days or until further notice."""

from typing import Any, cast

from sqlalchemy import Table, delete, update

from contract.errors import Fault, InvalidRequest
from contract.errors.studio_customers import AccessRestrictionNotFound
from models.conflict import insert_unless_there
from models.hot import Hot
from models.session import Session
from models.studio import customer
from models.studio.calendar import day
from models.studio.table.access import Restriction, restriction
from models.text import demand

_INSERT = Hot(insert_unless_there(cast("Table", Restriction.__table__)))


def restrict(
    session: Session,
    tenant: str,
    customer_id: int,
    *,
    reason: str,
    start_date: str | None = None,
    end_date: str | None = None,
) -> dict[str, Any]:
    """Keep the customer out from the first to the last day, or always; replaces what was before.

    Whoever checks in at the same time does so before or after it, never beside it.
    """
    demand(reason=reason)
    if (start_date is None) != (end_date is None):
        missing = "body.startDate" if start_date is None else "body.endDate"
        raise InvalidRequest(Fault(missing, "Give both dates or none."))
    if start_date is not None and end_date is not None:
        first, last = day(start_date, "body.startDate"), day(end_date, "body.endDate")
        if last < first:
            raise InvalidRequest(Fault("body.endDate", "It must not be before the start."))
    customer.held(session, tenant, customer_id)
    before = customer.find(session, tenant, customer_id)["accessRestrictions"]
    values = {"reason": reason, "start_date": start_date, "end_date": end_date}
    if not _INSERT.run(session, tenant=tenant, customer_id=customer_id, **values):
        session.execute(
            update(Restriction)
            .where(Restriction.tenant == tenant, Restriction.customer_id == customer_id)
            .values(values)
            .execution_options(synchronize_session=False)
        )
    after = restriction((reason, start_date, end_date))
    session.touch(
        "access_restriction", str(customer_id), before=before[0] if before else None, after=after
    )
    session.emit("CUSTOMER_ACCESS_RESTRICTION_CREATED", str(customer_id))
    return after


def lift(session: Session, tenant: str, customer_id: int) -> None:
    """Let the customer in again, or raise `AccessRestrictionNotFound`."""
    customer.held(session, tenant, customer_id)
    before = customer.find(session, tenant, customer_id)["accessRestrictions"]
    if not before:
        raise AccessRestrictionNotFound
    session.execute(
        delete(Restriction)
        .where(Restriction.tenant == tenant, Restriction.customer_id == customer_id)
        .execution_options(synchronize_session=False)
    )
    session.touch("access_restriction", str(customer_id), before=before[0], after=None)
    session.emit("CUSTOMER_ACCESS_RESTRICTION_DELETED", str(customer_id))
