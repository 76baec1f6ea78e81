"""What is on in the coming days: classes with their slots, and appointments that can be booked."""

from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from handlers.studio import appointments, classes
from models.clock import rfc3339
from models.paging import Page
from models.session import Session
from models.studio import class_, employee, studio
from models.studio.calendar import local

DAYS = 14
"""How far ahead the timetable goes."""


class _Class(NamedTuple):
    title: str
    category: str
    minutes: int
    instructor: str
    room: str
    places: int
    at: str
    weekdays: tuple[int, ...]


_CLASSES = (
    _Class("Early yoga", "Body and mind", 60, "Carla", "Studio 2", 14, "07:00", (0, 2, 4)),
    _Class("Back care", "Health", 45, "Mia", "Studio 2", 12, "10:00", (1, 3)),
    _Class("Spinning", "Endurance", 50, "Jonas", "Bike room", 18, "18:00", (0, 1, 3)),
    _Class("Functional training", "Strength", 60, "Emre", "Floor", 10, "19:00", (0, 2, 4)),
    _Class("Pilates", "Body and mind", 55, "Carla", "Studio 2", 14, "18:30", (1, 3)),
    _Class("Boxing", "Endurance", 60, "Emre", "Studio 1", 12, "11:00", (5,)),
    _Class("Mobility", "Health", 45, "Mia", "Studio 1", 16, "12:00", (5, 6)),
)
_WEEKDAYS = {"dayOfWeekFrom": "MONDAY", "dayOfWeekTo": "FRIDAY"}
_APPOINTMENTS: tuple[tuple[str, str, int, dict[str, tuple[str, str]]], ...] = (
    ("Personal training", "Training", 60, {"Jonas": ("08:00", "16:00"), "Mia": ("12:00", "18:00")}),
    ("Nutrition advice", "Health", 30, {"Hanna": ("09:00", "15:00")}),
    ("Trial training", "Training", 45, {"Emre": ("10:00", "17:00")}),
)


def there(session: Session, tenant: str) -> bool:
    """Whether there is a class."""
    return bool(class_.page(session, tenant, Page(limit=1)).items)


def enter(session: Session, tenant: str) -> None:
    """Plan every class until `DAYS` from now, and offer the appointments."""
    staff = {
        row["firstName"]: row["id"] for row in employee.page(session, tenant, Page(limit=50)).items
    }
    for one in _CLASSES:
        _plan(session, tenant, one, staff[one.instructor])
    for title, category, minutes, hours in _APPOINTMENTS:
        offered: Any = {
            "title": title,
            "category": category,
            "duration": minutes,
            "step": 30,
            "earliestBookingDays": 28,
            "latestBookingMinutes": 60,
            "instructors": [
                {
                    "employeeId": staff[name],
                    "workingHours": [_WEEKDAYS | {"timeFrom": begins, "timeTo": ends}],
                }
                for name, (begins, ends) in hours.items()
            ],
        }
        appointments.create_bookable_appointment(session, tenant, offered)


def _plan(session: Session, tenant: str, one: _Class, instructor: int) -> None:
    condition = {"value": 2, "unit": "HOURS"}
    content: Any = {
        "title": one.title,
        "category": one.category,
        "duration": one.minutes,
        "cancelCondition": {"cancelationAfterLatestPossible": False, "latestCancelTerm": condition},
    }
    made = classes.create_class(session, tenant, content)
    zone = studio.house(session, tenant).zone
    today = local(session.now, zone)
    for day in (today + timedelta(days=ahead) for ahead in range(1, DAYS + 1)):
        if day.weekday() in one.weekdays:
            starts = datetime.combine(day, time.fromisoformat(one.at), zone)
            slot: Any = {
                "startDateTime": rfc3339(starts),
                "endDateTime": rfc3339(starts + timedelta(minutes=one.minutes)),
                "maxParticipants": one.places,
                "maxWaitingListParticipants": 5,
                "instructorIds": [instructor],
                "location": {"name": one.room},
            }
            classes.create_class_slot(session, tenant, made["id"], slot)
