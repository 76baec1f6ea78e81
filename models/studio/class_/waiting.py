"""A place that becomes free goes to whoever has waited longest, in the same transaction."""

from typing import Final

from sqlalchemy import bindparam, select, update

from models.hot import Hot
from models.session import Session
from models.studio import occupation
from models.studio.class_.held import Slot, count
from models.studio.table.class_booking import BOOKED, CANCELLED, WAITING, ClassBooking

_FIRST: Final = Hot(
    select(ClassBooking.id, ClassBooking.customer_id)
    .where(
        ClassBooking.tenant == bindparam("tenant"),
        ClassBooking.class_slot_id == bindparam("slot"),
        ClassBooking.status == WAITING,
    )
    .order_by(ClassBooking.id)
    .limit(bindparam("most"))
)
_LIVE: Final = Hot(
    select(ClassBooking.id, ClassBooking.customer_id, ClassBooking.status)
    .where(
        ClassBooking.tenant == bindparam("tenant"),
        ClassBooking.class_slot_id == bindparam("slot"),
        ClassBooking.live == 1,
    )
    .order_by(ClassBooking.id)
)
_UP: Final = Hot(
    update(ClassBooking)
    .where(ClassBooking.tenant == bindparam("of"), ClassBooking.id == bindparam("which"))
    .values(status=BOOKED)
)


def move_up(session: Session, tenant: str, slot: Slot) -> None:
    """Give the free places to those who wait, first come first served, and keep the counts.

    The slot must be held; `slot` is changed too. Each gets `CLASS_BOOKING_UPDATED`.
    """
    free = slot.max_participants - slot.booked
    if free > 0 and slot.waiting > 0:
        for id, customer_id in _FIRST.all(session, tenant=tenant, slot=slot.id, most=free):
            _UP.run(session, of=tenant, which=id)
            slot.booked += 1
            slot.waiting -= 1
            told(session, "CLASS_BOOKING_UPDATED", id, slot, customer_id, was=WAITING, now=BOOKED)
    count(session, tenant, slot)


def live(session: Session, tenant: str, slot_id: int) -> list[int]:
    """The ids of the slot's bookings that are not cancelled."""
    return [id for id, *_ in _LIVE.all(session, tenant=tenant, slot=slot_id)]


def cancel_all(session: Session, tenant: str, slot: Slot) -> None:
    """Cancel every booking of a slot that is cancelled itself."""
    for id, customer_id, status in _LIVE.all(session, tenant=tenant, slot=slot.id):
        session.execute(
            update(ClassBooking)
            .where(ClassBooking.tenant == tenant, ClassBooking.id == id)
            .values(status=CANCELLED, live=None, cancelled_at=session.now)
        )
        occupation.release(session, tenant, id)
        told(session, "CLASS_BOOKING_CANCELLED", id, slot, customer_id, was=status, now=CANCELLED)


def told(
    session: Session,
    type: str,
    booking_id: int,
    slot: Slot,
    customer_id: int,
    *,
    was: str | None,
    now: str,
) -> None:
    """Note what became of a booking, for the audit and for listeners."""
    same = {"classSlotId": slot.id, "classId": slot.class_id, "customerId": customer_id}
    before = None if was is None else {**same, "bookingStatus": was}
    session.touch(
        "class_booking", str(booking_id), before=before, after={**same, "bookingStatus": now}
    )
    session.emit(type, str(booking_id), {**same, "bookingStatus": now})
