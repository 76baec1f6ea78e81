"""A customer is in or out, and never both or twice: a key decides, not a question asked before."""

from typing import Any, Final, cast

from sqlalchemy import Table, bindparam, delete, insert, select, update

from contract.errors.studio_customers import AccessRestricted, AlreadyCheckedIn, NotCheckedIn
from models.clock import rfc3339
from models.conflict import insert_unless_there
from models.hot import Hot
from models.session import Session
from models.studio import customer
from models.studio.number import STUDIO, next_number
from models.studio.studio import find as studio_information
from models.studio.studio import today
from models.studio.table.access import Restriction, in_force, restriction
from models.studio.table.checkin import Checkin, Present, row

_ENTER = Hot(insert_unless_there(cast("Table", Present.__table__)))
_INSERT = Hot(insert(Checkin))
_LEAVE = Hot(
    delete(Present)
    .where(Present.tenant == bindparam("of"), Present.customer_id == bindparam("who"))
    .returning(Present.checkin_id)
)
_VISIT: Final = (Checkin.tenant == bindparam("of"), Checkin.id == bindparam("which"))
_END = Hot(update(Checkin).where(*_VISIT).values(check_out_at=bindparam("check_out_at")))
_BEGAN = Hot(select(Checkin.check_in_at).where(*_VISIT))
_RESTRICTION = Hot(
    select(Restriction.reason, Restriction.start_date, Restriction.end_date).where(
        Restriction.tenant == bindparam("tenant"), Restriction.customer_id == bindparam("who")
    )
)


def checkin(session: Session, tenant: str, customer_id: int) -> dict[str, Any]:
    """Let the customer in; raises `AccessRestricted` or `AlreadyCheckedIn`.

    Holds the customer's row, as a new restriction does: they cannot pass each other.
    """
    customer.held(session, tenant, customer_id)
    cells = _RESTRICTION.first(session, tenant=tenant, who=customer_id)
    if cells is not None and in_force(restriction(cells), today(session, tenant).isoformat()):
        raise AccessRestricted
    id = next_number(session, tenant)
    if not _ENTER.run(session, tenant=tenant, customer_id=customer_id, checkin_id=id):
        raise AlreadyCheckedIn
    _INSERT.run(
        session,
        tenant=tenant,
        id=id,
        customer_id=customer_id,
        check_in_at=session.now,
        check_out_at=None,
    )
    after = row((id, rfc3339(session.now), None), house(session, tenant))
    session.touch("checkin", str(id), before=None, after=after)
    session.emit("CUSTOMER_CHECKIN", str(customer_id), {"checkinId": id})
    return after


def checkout(session: Session, tenant: str, customer_id: int) -> dict[str, Any]:
    """Let the customer out, or raise `NotCheckedIn`."""
    customer.held(session, tenant, customer_id)
    cells = _LEAVE.first(session, of=tenant, who=customer_id)
    if cells is None:
        raise NotCheckedIn
    id = int(cells[0])
    (came,) = _BEGAN.first(session, of=tenant, which=id) or (session.now,)
    _END.run(session, of=tenant, which=id, check_out_at=session.now)
    where = house(session, tenant)
    before = row((id, rfc3339(came), None), where)
    after = row((id, rfc3339(came), rfc3339(session.now)), where)
    session.touch("checkin", str(id), before=before, after=after)
    session.emit("CUSTOMER_CHECKOUT", str(customer_id), {"checkinId": id})
    return after


def house(session: Session, tenant: str) -> dict[str, Any]:
    """Which studio it is, as check-ins name it."""
    return {"studioId": STUDIO, "studioName": studio_information(session, tenant)["name"]}
