"""Bookings of classes are found by id and listed by customer."""

from functools import partial
from typing import Any

from contract.errors.studio_bookings import BookingNotFound
from models.listing import listed
from models.paging import Page, Slice
from models.session import Session
from models.studio.number import possible
from models.studio.table.class_booking import WITH_SLOT, ClassBooking, row


def find(session: Session, tenant: str, booking_id: int) -> dict[str, Any]:
    """Give the booking, cancelled or not, or raise `BookingNotFound`."""
    query = WITH_SLOT.where(ClassBooking.tenant == tenant, ClassBooking.id == booking_id)
    found = session.execute(query).first() if possible(booking_id) else None
    if found is None:
        raise BookingNotFound
    return row(tuple(found), session.now)


def page(session: Session, tenant: str, page: Page, *, customer_id: int) -> Slice:
    """List a customer's bookings by id, the cancelled ones too."""
    if not possible(customer_id):
        return Slice([])
    query = WITH_SLOT.where(ClassBooking.tenant == tenant, ClassBooking.customer_id == customer_id)
    shape = partial(row, now=session.now)
    return listed(session, query, page, order=(ClassBooking.id,), shape=shape)
