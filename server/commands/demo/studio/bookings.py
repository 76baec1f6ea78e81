"""Who comes to what in the coming days: a full class with a waiting list, and appointments."""

import random
from datetime import timedelta
from typing import Any

from contract.errors import Refusal
from handlers.studio import appointment_bookings, appointments, class_bookings, classes
from models.paging import Page
from models.session import Session
from models.studio import customer, studio
from models.studio.calendar import local
from server.commands.demo.sample import SEED
from server.commands.demo.studio.timetable import DAYS

_OVER = 3
"""So many wait for the first class, which is full."""
_APPOINTMENTS = 6


def there(session: Session, tenant: str) -> bool:
    """Whether anybody has booked a class of the coming days, or there is none any more."""
    slots = _slots(session, tenant)
    return not slots or any(slot["bookedParticipants"] for slot in slots)


def enter(session: Session, tenant: str) -> None:
    """Fill the first class and book into the others; then a few appointments."""
    chance = random.Random(SEED)  # noqa: S311 - the same every time is the point
    found = customer.page(session, tenant, Page(limit=100), customer_status="MEMBER").items
    members = [row["id"] for row in found]
    for number, slot in enumerate(_slots(session, tenant)):
        places = slot["maxParticipants"]
        wanted = places + _OVER if number == 0 else chance.randrange(2, max(3, places - 2))
        for id in chance.sample(members, min(wanted, len(members))):
            _booked(session, tenant, id, slot["id"])
    _appoint(session, tenant, members)


def _booked(session: Session, tenant: str, customer_id: int, slot_id: int) -> None:
    """Book unless there is a reason against it, as another class at that time."""
    try:
        class_bookings.book_class(
            session, tenant, {"customerId": customer_id, "classSlotId": slot_id}
        )
    except Refusal:
        return


def _slots(session: Session, tenant: str) -> list[dict[str, Any]]:
    found = classes.list_class_slots(session, tenant, Page(limit=100), days_ahead=DAYS).items
    return list(found)


def _appoint(session: Session, tenant: str, members: list[int]) -> None:
    """One member after the other takes the first time that is free from the day after tomorrow on."""
    offers = appointments.list_bookable_appointments(session, tenant, Page(limit=10)).items
    first = local(session.now, studio.house(session, tenant).zone) + timedelta(days=2)
    for number, id in enumerate(members[:_APPOINTMENTS]):
        offer = offers[number % len(offers)]["id"]
        free = appointments.list_appointment_slots(
            session, tenant, offer, days_ahead=6, slot_window_start_date=first.isoformat(),
            customer_id=id,
        )  # fmt: skip
        if free:
            wish: Any = {
                "customerId": id,
                "bookableAppointmentId": offer,
                "startDateTime": free[0]["startDateTime"],
                "endDateTime": free[0]["endDateTime"],
            }
            appointment_bookings.book_appointment(session, tenant, wish)
