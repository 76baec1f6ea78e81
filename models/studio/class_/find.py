"""A class is found by its id, for its own studio only."""

from typing import Any

from sqlalchemy import select

from contract.errors.studio_bookings import ClassNotFound
from models.listing import listed
from models.paging import Page, Slice
from models.session import Session
from models.studio.number import possible
from models.studio.table.class_ import COLUMNS, StudioClass, row


def find(session: Session, tenant: str, class_id: int) -> dict[str, Any]:
    """Give the class, or raise `ClassNotFound`."""
    query = select(*COLUMNS).where(StudioClass.tenant == tenant, StudioClass.id == class_id)
    found = session.execute(query).first() if possible(class_id) else None
    if found is None:
        raise ClassNotFound
    return row(tuple(found))


def page(session: Session, tenant: str, page: Page) -> Slice:
    """List classes by id."""
    query = select(*COLUMNS).where(StudioClass.tenant == tenant)
    return listed(session, query, page, order=(StudioClass.id,), shape=row)
