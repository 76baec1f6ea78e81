"""A booking is cancelled in time, and its place goes to whoever waits, in one transaction."""

from typing import Any

from sqlalchemy import select, update

from contract.errors.studio_bookings import (
    BookingAlreadyCancelled,
    BookingCancellationTooLate,
    BookingNotFound,
)
from models.session import Session
from models.studio import attendance, occupation
from models.studio.class_.booking.find import find
from models.studio.class_.held import held
from models.studio.class_.waiting import move_up, told
from models.studio.number import possible
from models.studio.studio import house
from models.studio.table.class_booking import BOOKED, CANCELLED, ClassBooking


def cancel(session: Session, tenant: str, booking_id: int) -> dict[str, Any]:
    """Cancel the booking and move the first of the waiting list up; give the cancelled booking.

    Waiting can be given up until the class begins, a place as the class's condition says. Raises
    `BookingNotFound`, `BookingAlreadyCancelled`, `BookingCancellationTooLate`.
    """
    mine = (ClassBooking.tenant == tenant, ClassBooking.id == booking_id)
    query = select(ClassBooking.class_slot_id).where(*mine)
    slot_id = session.scalar(query) if possible(booking_id) else None
    if slot_id is None:
        raise BookingNotFound
    slot = held(session, tenant, slot_id)
    before = find(session, tenant, booking_id)
    was = before["bookingStatus"]
    if was == CANCELLED:
        raise BookingAlreadyCancelled
    condition = slot.cancel_condition if was == BOOKED else None
    zone = house(session, tenant).zone
    if not attendance.cancellable(session.now, slot.starts_at, condition, zone):
        raise BookingCancellationTooLate
    session.execute(
        update(ClassBooking)
        .where(*mine)
        .values(status=CANCELLED, live=None, cancelled_at=session.now)
        .execution_options(synchronize_session=False)
    )
    occupation.release(session, tenant, booking_id)
    who = before["customerId"]
    told(session, "CLASS_BOOKING_CANCELLED", booking_id, slot, who, was=was, now=CANCELLED)
    if was == BOOKED:
        slot.booked -= 1
    else:
        slot.waiting -= 1
    move_up(session, tenant, slot)
    return find(session, tenant, booking_id)


def attend(
    session: Session, tenant: str, booking_id: int, *, participant_status: str
) -> dict[str, Any]:
    """Note PARTICIPATING, NOT_PARTICIPATING or UNSET for a booked place.

    Raises `BookingNotFound`, `BookingAlreadyCancelled`.
    """
    before = find(session, tenant, booking_id)
    changed = session.execute(
        update(ClassBooking)
        .where(
            ClassBooking.tenant == tenant,
            ClassBooking.id == booking_id,
            ClassBooking.live == 1,
        )
        .values(participant_status=participant_status)
        .execution_options(synchronize_session=False)
    )
    if not changed.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
        raise BookingAlreadyCancelled
    after = find(session, tenant, booking_id)
    session.touch("class_booking", str(booking_id), before=before, after=after)
    session.emit("CLASS_BOOKING_UPDATED", str(booking_id), {"customerId": after["customerId"]})
    return after
