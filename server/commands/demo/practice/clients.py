"""For whom the firm works, and what each of them has come with."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from models.paging import Page
from models.practice import client, matter, practice_area
from models.session import Session
from server.commands.demo.practice import house
from server.commands.demo.practice.sample import CASES, CLIENTS, Case, Sample

_INSURER = "MI"
"""Who wants codes on everything that is billed."""


def there(session: Session, tenant: str) -> bool:
    """Whether anybody is a client."""
    return bool(client.page(session, tenant, Page(limit=1)).items)


def enter(session: Session, tenant: str) -> None:
    """Let everybody come in the year before the first month of work."""
    begin, known = first_day(session.now), house.fields(session, tenant, "client")
    ids = {}
    for number, sample in enumerate(CLIENTS):
        session.now = _at(begin - timedelta(days=300 - 17 * number))
        made = client.create(session, tenant, _client(sample, number, known))
        ids[sample.reference] = made["clientId"]
    people = house.timekeepers(session, tenant)
    areas = {one["label"]: one["practiceAreaId"] for one in practice_area.page(session, tenant)}
    known = house.fields(session, tenant, "matter")
    for number, case in enumerate(CASES):
        opened = begin - timedelta(days=100 - 5 * number)
        session.now = _at(opened)
        content = _matter(case, number, known) | {
            "clientId": ids[case.client],
            "responsibleId": people[case.responsible],
            "originatorId": people["Rosa" if number % 3 else "Ada"],
            "practiceAreaId": areas[house.AREAS[case.area]],
            "opened": opened.isoformat(),
        }
        matter.create(session, tenant, content)


def first_day(now: datetime) -> date:
    """The first day of the month three months before."""
    month = now.astimezone(UTC).year * 12 + now.astimezone(UTC).month - 4
    return date(month // 12, month % 12 + 1, 1)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), UTC)


def _client(sample: Sample, number: int, fields: dict[str, str]) -> dict[str, Any]:
    first, _, last = sample.person.partition(" ")
    host = sample.name.lower().replace(" ", "-")
    contact = {
        "firstName": first,
        "lastName": last,
        "email": f"{first}.{last}@{host}.example".lower(),
        "phone": f"+1 312 555 01{number + 10}",
        "street": f"{number * 7 + 12} Main Street",
        "city": sample.city,
        "country": "US",
    }
    if sample.name != sample.person:
        contact["companyName"] = sample.name
    return {
        "name": sample.name,
        "reference": sample.reference,
        "contact": contact,
        "notes": "Invoices by mail, please." if number % 4 == 0 else "",
        "customFields": [
            {"id": fields["Industry"], "value": sample.industry},
            {"id": fields["Credit limit"], "value": 5_000 + 2_500 * number},
        ],
    }


def _matter(case: Case, number: int, fields: dict[str, str]) -> dict[str, Any]:
    content: dict[str, Any] = {
        "name": case.name,
        "reference": f"{case.client}-{number + 1:03}",
        "matterType": case.kind,
        "customFields": [{"id": fields["Conflict check done"], "value": True}],
    }
    if house.AREAS[case.area] == "Litigation":
        content["customFields"].append({"id": fields["Court"], "value": "County court"})
        content["conflictInformation"] = {"opposing": f"The other side in {case.name}"}
    if case.client == _INSURER:
        wanted = ("enabled", "activityCodeRequired", "taskCodeRequired", "expenseCodeRequired")
        content["ledesConfiguration"] = dict.fromkeys(wanted, True)
        content["billingInstructions"] = "With activity and task codes on every line."
    return content
