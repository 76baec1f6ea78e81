"""Customers are listed by number: a later chunk costs no more than the first."""

from typing import Any

from sqlalchemy import Select, bindparam, select

from contract.errors import Fault, InvalidRequest
from models.hot import Hot
from models.paging import Page, Slice, cut
from models.session import Session
from models.studio.calendar import day
from models.studio.customer.belongings import completed
from models.studio.number import MOST, possible
from models.studio.table.customer import COLUMNS, Customer, row
from models.studio.words import folded
from models.text import storable

_BEHIND = (
    select(*COLUMNS)
    .where(Customer.tenant == bindparam("tenant"), Customer.id > bindparam("after"))
    .order_by(Customer.id)
    .limit(bindparam("most"))
)
_PAGE = Hot(_BEHIND.where(Customer.status == bindparam("status")))


def page(session: Session, tenant: str, page: Page, *, customer_status: str = "MEMBER") -> Slice:
    """List the customers of a status; who has it all the time is listed exactly once."""
    after = page.after[0] if page.after else 0
    if after >= MOST:
        return Slice([])
    found = _PAGE.all(
        session, tenant=tenant, after=max(after, 0), status=customer_status, most=page.limit + 1
    )
    return _slice(session, tenant, found, page)


def search(
    session: Session,
    tenant: str,
    page: Page,
    *,
    first_name: str | None = None,
    last_name: str | None = None,
    email: str | None = None,
    date_of_birth: str | None = None,
) -> Slice:
    """List whom all that is given fits, whatever the case of letters; something must be given."""
    texts = {
        Customer.last_name_folded: last_name,
        Customer.email_folded: email,
        Customer.first_name_folded: first_name,
    }
    given = {column: folded(text) for column, text in texts.items() if text is not None}
    if date_of_birth is not None:
        given[Customer.date_of_birth] = day(date_of_birth, "body.dateOfBirth").isoformat()
    if not given:
        raise InvalidRequest(Fault("body", "Say at least one thing to search for."))
    after = page.after[0] if page.after else 0
    if not all(map(storable, given.values())) or not (after <= 0 or possible(after)):
        return Slice([])
    query: Select[Any] = select(*COLUMNS).where(Customer.tenant == tenant, Customer.id > after)
    query = query.where(*(column == text for column, text in given.items()))
    rows = session.execute(query.order_by(Customer.id).limit(page.limit + 1))
    return _slice(session, tenant, [tuple(cells) for cells in rows], page)


def _slice(session: Session, tenant: str, found: list[tuple[Any, ...]], page: Page) -> Slice:
    rows, more = cut(found, page.limit)
    items = completed(session, tenant, [row(cells) for cells in rows])
    return Slice(items, (items[-1]["id"],) if more else None)
