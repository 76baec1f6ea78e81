"""Contracts go on and end by themselves when their day comes."""

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import exists, select, update

from models.session import Session
from models.studio import customer
from models.studio.contract.shape import ending, goes_on, review_on
from models.studio.contract.sign import enter
from models.studio.payment import schedule
from models.studio.studio import today
from models.studio.table.contract import COLUMNS, Contract
from models.studio.table.customer import Customer

MOST: Final = 100


def settle(session: Session, tenant: str, *, most: int = MOST) -> int:
    """Do what the day brings for up to `most` contracts; give how many there were.

    A contract whose notice has passed is charged for its next term. One that is over is closed,
    and its customer, if they have no other, is a FORMER_MEMBER. To be called until it gives 0.
    """
    day = today(session, tenant)
    query = (
        select(Contract.charged_to, *COLUMNS)
        .where(
            Contract.tenant == tenant,
            Contract.closed.is_(False),
            Contract.review_on <= day.isoformat(),
        )
        .order_by(Contract.review_on, Contract.id)
        .limit(most)
        .with_for_update(skip_locked=True, key_share=True)
    )
    found = [tuple(cells) for cells in session.execute(query)]
    going, over = [], []
    for charged_to, *cells in found:
        last_charged = date.fromisoformat(charged_to)
        if goes_on(ending(tuple(cells)), last_charged):
            going.append((tuple(cells), last_charged))
        else:
            over.append((int(cells[1]), int(cells[0])))
    for customer_id, id in sorted(over):  # rows of customers are held before a number is taken
        _close(session, tenant, id, customer_id)
    for one, last_charged in going:
        _charge(session, tenant, one, last_charged)
    return len(found)


def _charge(session: Session, tenant: str, cells: tuple[Any, ...], charged_to: date) -> None:
    id, customer_id, name = cells[:3]
    currency, paid = cells[12], cells[14]
    terms = ending(cells)
    first = charged_to + timedelta(days=1)
    last = next((end for end in terms.ends(charged_to) if end > charged_to), date.max)
    dues = schedule(
        paid,
        start=date.fromisoformat(cells[5]),
        first=first,
        last=last,
        currency=currency,
        text=name,
    )
    enter(session, tenant, customer_id, id, dues=dues, currency=currency)
    _update(
        session,
        tenant,
        id,
        charged_to=last.isoformat(),
        review_on=review_on(terms, last).isoformat(),
    )
    session.emit("CONTRACT_UPDATED", str(id))


def _close(session: Session, tenant: str, id: int, customer_id: int) -> None:
    customer.held(session, tenant, customer_id)
    _update(session, tenant, id, closed=True)
    session.emit("CONTRACT_UPDATED", str(id))
    others = exists().where(
        Contract.tenant == tenant, Contract.customer_id == customer_id, Contract.closed.is_(False)
    )
    left = session.execute(
        select(Customer.id).where(
            Customer.tenant == tenant,
            Customer.id == customer_id,
            Customer.status == "MEMBER",
            ~others,
        )
    ).first()
    if left is not None:
        customer.change(session, tenant, customer_id, {"status": "FORMER_MEMBER"})


def _update(session: Session, tenant: str, id: int, **values: Any) -> None:
    session.execute(
        update(Contract)
        .where(Contract.tenant == tenant, Contract.id == id)
        .values(values)
        .execution_options(synchronize_session=False)
    )
