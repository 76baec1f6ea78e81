"""A place in a class is given once: never more places than there are, and who comes first is first.

The customer is held, then the slot's row is locked: whatever was true when the status was found is
still true when the booking is written.
"""

from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from contract.errors.studio_bookings import CustomerAlreadyBooked
from models.constraint import broken
from models.hot import Hot
from models.session import Session
from models.studio import attendance, customer, occupation
from models.studio.class_.booking.find import find
from models.studio.class_.held import Slot, count, held, seen
from models.studio.class_.waiting import told
from models.studio.number import next_number
from models.studio.opening import open_during
from models.studio.studio import House, house
from models.studio.table.class_booking import BOOKED, ONCE, WAITING, ClassBooking
from models.studio.table.class_slot import ClassSlot
from models.studio.term import period
from models.studio.verdict import Situation

_INSERT = Hot(insert(ClassBooking))


def validate(
    session: Session, tenant: str, *, customer_id: int, class_slot_id: int
) -> dict[str, str]:
    """Give `{validationStatus}`: what booking would say now; AVAILABLE also for the waiting list.

    Raises `CustomerNotFound` and `ClassSlotNotFound`.
    """
    customer.demand(session, tenant, customer_id)
    slot = seen(session, tenant, class_slot_id)
    return {"validationStatus": _situation(session, tenant, slot, customer_id).status()}


def book(session: Session, tenant: str, *, customer_id: int, class_slot_id: int) -> dict[str, Any]:
    """Book a place, or one in the waiting list when all are taken; `bookingStatus` says which.

    A place in the waiting list takes the customer's time too, so that moving up cannot fail.
    Raises `CustomerNotFound`, `ClassSlotNotFound` and the refusals of `verdict`.
    """
    customer.demand(session, tenant, customer_id)
    occupation.hold(session, tenant, occupation.CUSTOMER, [customer_id])
    slot = held(session, tenant, class_slot_id)
    _situation(session, tenant, slot, customer_id).demand()
    status = BOOKED if slot.booked < slot.max_participants else WAITING
    if status == BOOKED:
        slot.booked += 1
    else:
        slot.waiting += 1
    count(session, tenant, slot)
    id = _write(session, tenant, slot, customer_id, status)
    person = occupation.CUSTOMER
    occupation.take(session, tenant, person, customer_id, slot.span, source=id)
    told(session, "CLASS_BOOKING_CREATED", id, slot, customer_id, was=None, now=status)
    return find(session, tenant, id)


def _write(session: Session, tenant: str, slot: Slot, customer_id: int, status: str) -> int:
    id = next_number(session, tenant)
    try:
        _INSERT.run(
            session,
            tenant=tenant,
            id=id,
            class_slot_id=slot.id,
            customer_id=customer_id,
            status=status,
            participant_status="UNSET",
            live=1,
            booked_at=session.now,
            cancelled_at=None,
        )
    except IntegrityError as error:
        if broken(error) != ONCE:
            raise
        raise CustomerAlreadyBooked from error
    return id


def _situation(session: Session, tenant: str, slot: Slot, customer_id: int) -> Situation:
    """All that decides about booking; what happens online needs no open studio."""
    at = house(session, tenant)
    person = occupation.CUSTOMER
    return Situation(
        now=session.now,
        starts_at=slot.starts_at,
        offered=slot.bookable and slot.cancelled_at is None,
        open=slot.type == "STREAM" or open_during(at, *slot.span),
        earliest=slot.earliest_booking_at,
        latest=slot.latest_booking_at,
        booked=_booked(session, tenant, slot, customer_id),
        idle=attendance.idle(session, tenant, customer_id, slot.starts_at, at.zone),
        elsewhere=occupation.busy(session, tenant, person, customer_id, slot.span),
        entitled=_entitled(session, tenant, slot, customer_id, at),
        room=slot.booked < slot.max_participants or slot.waiting < slot.max_waiting,
    )


def _booked(session: Session, tenant: str, slot: Slot, customer_id: int) -> bool:
    query = select(ClassBooking.id).where(
        ClassBooking.tenant == tenant,
        ClassBooking.class_slot_id == slot.id,
        ClassBooking.customer_id == customer_id,
        ClassBooking.live == 1,
    )
    return session.execute(query).first() is not None


def _entitled(session: Session, tenant: str, slot: Slot, customer_id: int, at: House) -> bool:
    """Whether the customer has bookings of this class left in the slot's day, week or month."""
    if slot.contingent is None:
        return True
    begins, ends = period(slot.starts_at, slot.contingent["unit"], at.zone)
    query = (
        select(func.count())
        .select_from(ClassBooking)
        .join(
            ClassSlot,
            (ClassSlot.tenant == ClassBooking.tenant)
            & (ClassSlot.id == ClassBooking.class_slot_id),
        )
        .where(
            ClassBooking.tenant == tenant,
            ClassBooking.customer_id == customer_id,
            ClassBooking.live == 1,
            ClassSlot.class_id == slot.class_id,
            ClassSlot.starts_at >= begins,
            ClassSlot.starts_at < ends,
        )
    )
    used: int = session.execute(query).scalar_one()
    return used < int(slot.contingent["bookings"])
