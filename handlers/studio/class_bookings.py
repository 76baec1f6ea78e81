"""Operations under /classes/booking."""

from typing import Any

from contract.types import NewClassBooking, Participation
from handlers.studio import arguments
from models.paging import Page, Slice
from models.session import Session
from models.studio.class_ import booking

Json = dict[str, Any]


def validate_class_booking(session: Session, tenant: str, body: NewClassBooking) -> dict[str, str]:
    return booking.validate(session, tenant, **arguments(body))


def book_class(session: Session, tenant: str, body: NewClassBooking) -> Json:
    return booking.book(session, tenant, **arguments(body))


def list_class_bookings(session: Session, tenant: str, customer_id: int, page: Page) -> Slice:
    return booking.page(session, tenant, page, customer_id=customer_id)


def get_class_booking(session: Session, tenant: str, booking_id: int) -> Json:
    return booking.find(session, tenant, booking_id)


def cancel_class_booking(session: Session, tenant: str, booking_id: int) -> Json:
    return booking.cancel(session, tenant, booking_id)


def note_class_participation(
    session: Session, tenant: str, booking_id: int, body: Participation
) -> Json:
    return booking.attend(session, tenant, booking_id, **arguments(body))
