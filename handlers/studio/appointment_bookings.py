"""Operations on booked appointments."""

from typing import Any

from contract.types import NewAppointmentBooking, Participation
from handlers.studio import arguments
from models.paging import Page, Slice
from models.session import Session
from models.studio.appointment import booking

Json = dict[str, Any]


def validate_appointment_booking(
    session: Session, tenant: str, body: NewAppointmentBooking
) -> dict[str, str]:
    return booking.validate(session, tenant, **_wanted(body))


def book_appointment(session: Session, tenant: str, body: NewAppointmentBooking) -> Json:
    return booking.book(session, tenant, **_wanted(body))


def list_appointment_bookings(session: Session, tenant: str, customer_id: int, page: Page) -> Slice:
    return booking.page(session, tenant, page, customer_id=customer_id)


def get_appointment_booking(session: Session, tenant: str, booking_id: int) -> Json:
    return booking.find(session, tenant, booking_id)


def cancel_appointment_booking(session: Session, tenant: str, booking_id: int) -> Json:
    return booking.cancel(session, tenant, booking_id)


def note_appointment_participation(
    session: Session, tenant: str, booking_id: int, body: Participation
) -> Json:
    return booking.attend(session, tenant, booking_id, **arguments(body))


def _wanted(body: NewAppointmentBooking) -> Json:
    given = arguments(body)
    given["starts_at"] = given.pop("start_date_time")
    given["ends_at"] = given.pop("end_date_time")
    return given
