"""Operations on appointments that can be booked."""

from typing import Any

from contract.types import BookableAppointmentContent
from handlers.studio import arguments, day
from models.paging import Page, Slice
from models.session import Session
from models.studio.appointment import bookable

Json = dict[str, Any]


def list_bookable_appointments(session: Session, tenant: str, page: Page) -> Slice:
    return bookable.page(session, tenant, page)


def create_bookable_appointment(
    session: Session, tenant: str, body: BookableAppointmentContent
) -> Json:
    return bookable.create(session, tenant, _offered(body))


def get_bookable_appointment(session: Session, tenant: str, bookable_appointment_id: int) -> Json:
    return bookable.find(session, tenant, bookable_appointment_id)


def update_bookable_appointment(
    session: Session, tenant: str, bookable_appointment_id: int, body: BookableAppointmentContent
) -> Json:
    return bookable.change(session, tenant, bookable_appointment_id, _offered(body))


def list_appointment_slots(
    session: Session,
    tenant: str,
    bookable_appointment_id: int,
    *,
    days_ahead: int = 3,
    slot_window_start_date: str | None = None,
    customer_id: int | None = None,
) -> list[Json]:
    return bookable.slots(
        session,
        tenant,
        bookable_appointment_id,
        days_ahead=days_ahead,
        start_date=day(slot_window_start_date, "query.slotWindowStartDate"),
        customer_id=customer_id,
    )


def _offered(body: BookableAppointmentContent) -> bookable.Content:
    given = arguments(body)
    given["earliest_days"] = given.pop("earliest_booking_days", None)
    given["latest_minutes"] = given.pop("latest_booking_minutes", None)
    return bookable.Content(**given)
