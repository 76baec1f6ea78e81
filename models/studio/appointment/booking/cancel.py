"""A cancelled appointment gives its time back to customer and instructors."""

from typing import Any

from sqlalchemy import select, update

from contract.errors.studio_bookings import (
    BookingAlreadyCancelled,
    BookingCancellationTooLate,
    BookingNotFound,
)
from models.session import Session
from models.studio import attendance, occupation
from models.studio.appointment.bookable.find import rules
from models.studio.appointment.booking.find import find
from models.studio.number import possible
from models.studio.studio import house
from models.studio.table.appointment import CANCELLED, AppointmentBooking


def cancel(session: Session, tenant: str, booking_id: int) -> dict[str, Any]:
    """Cancel the booking and give it back, cancelled.

    Raises `BookingNotFound`, `BookingAlreadyCancelled`, `BookingCancellationTooLate`.
    """
    bookable_id, starts_at = _held(session, tenant, booking_id)
    before = find(session, tenant, booking_id)
    condition = rules(session, tenant, bookable_id).cancel_condition
    zone = house(session, tenant).zone
    if not attendance.cancellable(session.now, starts_at, condition, zone):
        raise BookingCancellationTooLate
    _change(session, tenant, booking_id, status=CANCELLED, live=None, cancelled_at=session.now)
    occupation.release(session, tenant, booking_id)
    return _told(session, tenant, "APPOINTMENT_BOOKING_CANCELLED", before)


def attend(
    session: Session, tenant: str, booking_id: int, *, participant_status: str
) -> dict[str, Any]:
    """Note PARTICIPATING, NOT_PARTICIPATING or UNSET.

    Raises `BookingNotFound`, `BookingAlreadyCancelled`.
    """
    _held(session, tenant, booking_id)
    before = find(session, tenant, booking_id)
    _change(session, tenant, booking_id, participant_status=participant_status)
    return _told(session, tenant, "APPOINTMENT_BOOKING_UPDATED", before)


def _held(session: Session, tenant: str, booking_id: int) -> tuple[int, Any]:
    query = (
        select(
            AppointmentBooking.bookable_id, AppointmentBooking.starts_at, AppointmentBooking.live
        )
        .where(AppointmentBooking.tenant == tenant, AppointmentBooking.id == booking_id)
        .with_for_update(key_share=True)
    )
    found = session.execute(query).first() if possible(booking_id) else None
    if found is None:
        raise BookingNotFound
    if found.live is None:
        raise BookingAlreadyCancelled
    return found.bookable_id, found.starts_at


def _change(session: Session, tenant: str, booking_id: int, **values: Any) -> None:
    session.execute(
        update(AppointmentBooking)
        .where(AppointmentBooking.tenant == tenant, AppointmentBooking.id == booking_id)
        .values(values)
        .execution_options(synchronize_session=False)
    )


def _told(session: Session, tenant: str, type: str, before: dict[str, Any]) -> dict[str, Any]:
    id = before["bookingId"]
    after = find(session, tenant, id)
    session.touch("appointment_booking", str(id), before=before, after=after)
    session.emit(type, str(id), {"customerId": after["customerId"]})
    return after
