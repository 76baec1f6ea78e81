"""The studio itself and who works there."""

from typing import Any

from handlers.studio import additional_fields, employees, studios
from models.paging import Page
from models.session import Session
from models.studio import employee, studio
from models.studio.calendar import local

NAME = "Northside Training"

_INFORMATION: Any = {
    "name": NAME,
    "description": "Strength, classes and a quiet sauna, five minutes from the station.",
    "countryCode": "DE",
    "openingDate": "2019-03-01",
    "email": "hello@northside.example",
    "telephone": "+49305550140",
    "website": "https://northside.example",
    "street": "Prinzenallee",
    "houseNumber": "14",
    "zip": "13357",
    "city": "Berlin",
    "location": {"longitude": 13.385, "latitude": 52.556},
}
_SETTINGS: Any = {"timeZone": "Europe/Berlin", "currency": "EUR", "capacity": 90, "language": "en"}
_HOURS: Any = [
    {"dayOfWeekFrom": "MONDAY", "dayOfWeekTo": "FRIDAY", "timeFrom": "06:00", "timeTo": "23:00"},
    {"dayOfWeekFrom": "SATURDAY", "dayOfWeekTo": "SUNDAY", "timeFrom": "08:00", "timeTo": "21:00"},
]
_FIELDS: Any = (
    {"name": "Training goal", "type": "SELECTION", "options": ["Strength", "Endurance", "Health"]},
    {"name": "Injuries", "type": "TEXT"},
)
_STAFF = (
    ("Mia", "Keller", "Head trainer"),
    ("Jonas", "Adeyemi", "Trainer"),
    ("Carla", "Rossi", "Yoga teacher"),
    ("Emre", "Yilmaz", "Trainer"),
    ("Hanna", "Lindqvist", "Nutrition adviser"),
    ("Piotr", "Nowak", "Front desk"),
)


def there(session: Session, tenant: str) -> bool:
    """Whether anybody works there."""
    return bool(employee.page(session, tenant, Page(limit=1)).items)


def enter(session: Session, tenant: str) -> None:
    """Say what the studio is and when it is open, what it asks its customers, and who works there."""
    studios.update_studio_information(session, tenant, _INFORMATION)
    studios.update_studio_settings(session, tenant, _SETTINGS)
    studios.update_opening_hours(session, tenant, _HOURS)
    studios.update_closing_hours(session, tenant, _holiday(session, tenant))
    for field in _FIELDS:
        additional_fields.create_additional_field(session, tenant, field)
    for first, last, job in _STAFF:
        person: Any = {
            "firstName": first,
            "lastName": last,
            "publicName": first,
            "email": f"{first}.{last}@northside.example".lower(),
            "jobTitle": job,
        }
        employees.create_employee(session, tenant, person)


def _holiday(session: Session, tenant: str) -> Any:
    """The coming first of January."""
    year = local(session.now, studio.house(session, tenant).zone).year + 1
    return [
        {
            "reason": "New Year",
            "dateTimeFrom": f"{year}-01-01T00:00:00+01:00",
            "dateTimeTo": f"{year}-01-02T00:00:00+01:00",
        }
    ]
