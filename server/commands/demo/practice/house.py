"""The firm itself: who works there and for how much, its fields of law, and what it wants to know beside."""

from typing import Any

from models.practice import custom_field, practice_area, user
from models.session import Session

DOMAIN = "lind-lovell.example"
"""Nobody can be mailed there."""
AREAS = ("Real estate", "Commercial contracts", "Employment", "Litigation", "Estates")
_PEOPLE: tuple[tuple[str, str, str, float | None], ...] = (
    ("Rosa", "Lind", "principal", 420),
    ("Ada", "Lovell", "attorney", 285),
    ("Ben", "Okafor", "attorney", 260),
    ("Clara", "Weiss", "attorney", 242.5),
    ("Dan", "Ruiz", "paralegal", 125),
    ("Eva", "Novak", "accountant", None),
    ("Finn", "Hale", "operator", None),
)
_FIELDS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("client", "Industry", "text", ()),
    ("client", "Credit limit", "number", ()),
    ("matter", "Court", "enum", ("County court", "District court", "Court of appeals")),
    ("matter", "Limitation date", "date", ()),
    ("matter", "Conflict check done", "boolean", ()),
    ("user", "Bar number", "text", ()),
)


def there(session: Session, tenant: str) -> bool:
    """Whether the first of them is there."""
    first, last, *_ = _PEOPLE[0]
    return bool(user.page(session, tenant, email=_email(first, last)))


def enter(session: Session, tenant: str) -> None:
    """Name the fields of law and the fields of the firm, and let everybody begin."""
    for label in AREAS:
        practice_area.create(session, tenant, {"label": label})
    for entity, name, kind, labels in _FIELDS:
        field: dict[str, Any] = {"entity": entity, "name": name, "valueType": kind}
        if labels:
            field["options"] = [{"label": label} for label in labels]
        custom_field.create(session, tenant, field)
    for number, (first, last, role, rate) in enumerate(_PEOPLE):
        person: dict[str, Any] = {
            "firstName": first,
            "lastName": last,
            "initials": first[0] + last[0],
            "role": role,
            "email": _email(first, last),
        }
        if rate is not None:
            person["rate"] = rate
        if role in {"principal", "attorney"}:
            bar = fields(session, tenant, "user")["Bar number"]
            person["customFields"] = [{"id": bar, "value": f"{60_417 + number * 1_309}"}]
        user.create(session, tenant, person)


def timekeepers(session: Session, tenant: str) -> dict[str, str]:
    """Ids of those whose time is billed, by first name."""
    people = user.page(session, tenant)
    return {one["firstName"]: one["userId"] for one in people if "rate" in one}


def fields(session: Session, tenant: str, entity: str) -> dict[str, str]:
    """Ids of the custom fields of this kind of thing, by name."""
    return {one["name"]: one["id"] for one in custom_field.page(session, tenant, entity=entity)}


def _email(first: str, last: str) -> str:
    return f"{first}.{last}@{DOMAIN}".lower()
