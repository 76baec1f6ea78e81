"""Booked appointments are found by id and listed by customer."""

from functools import partial
from typing import Any, Final

from sqlalchemy import and_, select

from contract.errors.studio_bookings import BookingNotFound
from models.listing import listed
from models.paging import Page, Slice
from models.session import Session
from models.studio import employee
from models.studio.number import possible
from models.studio.table.appointment import (
    BOOKING,
    AppointmentBooking,
    AppointmentInstructor,
    BookableAppointment,
    booking,
)

_BOOKINGS: Final = select(*BOOKING).join(
    BookableAppointment,
    and_(
        BookableAppointment.tenant == AppointmentBooking.tenant,
        BookableAppointment.id == AppointmentBooking.bookable_id,
    ),
)


def find(session: Session, tenant: str, booking_id: int) -> dict[str, Any]:
    """Give the booking, cancelled or not, or raise `BookingNotFound`."""
    query = _BOOKINGS.where(
        AppointmentBooking.tenant == tenant, AppointmentBooking.id == booking_id
    )
    found = session.execute(query).first() if possible(booking_id) else None
    if found is None:
        raise BookingNotFound
    return _instructed(session, tenant, [booking(tuple(found), session.now)])[0]


def page(session: Session, tenant: str, page: Page, *, customer_id: int) -> Slice:
    """List a customer's bookings by id, the cancelled ones too."""
    if not possible(customer_id):
        return Slice([])
    query = _BOOKINGS.where(
        AppointmentBooking.tenant == tenant, AppointmentBooking.customer_id == customer_id
    )
    shape = partial(booking, now=session.now)
    found = listed(session, query, page, order=(AppointmentBooking.id,), shape=shape)
    return Slice(_instructed(session, tenant, found.items), found.next)


def _instructed(
    session: Session, tenant: str, bookings: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    by_id = {one["bookingId"]: one for one in bookings}
    query = (
        select(AppointmentInstructor.booking_id, AppointmentInstructor.employee_id)
        .where(
            AppointmentInstructor.tenant == tenant,
            AppointmentInstructor.booking_id.in_(list(by_id)),
        )
        .order_by(AppointmentInstructor.booking_id, AppointmentInstructor.employee_id)
    )
    pairs = [(booking_id, id) for booking_id, id in session.execute(query)] if by_id else []
    people = employee.instructors(session, tenant, {id for _, id in pairs}) if pairs else {}
    for booking_id, id in pairs:
        by_id[booking_id]["instructors"].append(people[id])
    return bookings
