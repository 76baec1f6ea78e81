"""An appointment is booked with an instructor who is there for nobody else at that time.

Customer and instructors are held before their time is looked at, so what was free is still free
when the booking is written.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from contract.errors.studio_bookings import CustomerAlreadyBooked
from models.constraint import broken
from models.session import Session
from models.studio import customer, occupation
from models.studio.appointment.booking.find import find
from models.studio.appointment.booking.wish import (
    Asked,
    Wish,
    chosen,
    held,
    situation,
    wished,
)
from models.studio.number import next_number
from models.studio.table.appointment import (
    BOOKED,
    ONCE,
    AppointmentBooking,
    AppointmentInstructor,
)
from models.studio.term import span as read


def validate(
    session: Session,
    tenant: str,
    *,
    customer_id: int,
    bookable_appointment_id: int,
    starts_at: str,
    ends_at: str,
    instructor_ids: Iterable[int] = (),
) -> dict[str, str]:
    """Give `{validationStatus}`: what booking would say now.

    NOT_AVAILABLE is what is no slot, or none of these instructors; BOOKING_LIMIT_REACHED a slot
    whose instructors are taken. Raises `CustomerNotFound`, `BookableAppointmentNotFound`.
    """
    customer.demand(session, tenant, customer_id)
    span = read(starts_at, ends_at)
    asked = Asked(bookable_appointment_id, customer_id, span, frozenset(instructor_ids))
    wish = wished(session, tenant, asked)
    people = chosen(session, tenant, wish)
    return {"validationStatus": situation(session, tenant, wish, people).status()}


def book(
    session: Session,
    tenant: str,
    *,
    customer_id: int,
    bookable_appointment_id: int,
    starts_at: str,
    ends_at: str,
    instructor_ids: Iterable[int] = (),
) -> dict[str, Any]:
    """Book a slot with all of the instructors named, or with the first who is free.

    Raises what `validate` raises, and the refusals of `verdict`.
    """
    customer.demand(session, tenant, customer_id)
    span = read(starts_at, ends_at)
    asked = Asked(bookable_appointment_id, customer_id, span, frozenset(instructor_ids))
    wish = held(session, tenant, asked)
    people = chosen(session, tenant, wish)
    situation(session, tenant, wish, people).demand()
    id = _write(session, tenant, wish)
    occupation.take(session, tenant, occupation.CUSTOMER, customer_id, span, source=id)
    for instructor in people:
        row = {"tenant": tenant, "booking_id": id, "employee_id": instructor}
        session.execute(insert(AppointmentInstructor).values(row))
        occupation.take(session, tenant, occupation.EMPLOYEE, instructor, span, source=id)
    after = find(session, tenant, id)
    session.touch("appointment_booking", str(id), before=None, after=after)
    session.emit("APPOINTMENT_BOOKING_CREATED", str(id), {"customerId": customer_id})
    return after


def _write(session: Session, tenant: str, wish: Wish) -> int:
    id = next_number(session, tenant)
    values = {
        "tenant": tenant,
        "id": id,
        "bookable_id": wish.about.id,
        "customer_id": wish.customer_id,
        "starts_at": wish.span[0],
        "ends_at": wish.span[1],
        "status": BOOKED,
        "participant_status": "UNSET",
        "live": 1,
        "booked_at": session.now,
    }
    try:
        session.execute(insert(AppointmentBooking).values(values))
    except IntegrityError as error:
        if broken(error) != ONCE:
            raise
        raise CustomerAlreadyBooked from error
    return id
