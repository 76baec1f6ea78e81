"""What tests of the studio need, made over HTTP by its staff: members, offers, classes, appointments."""

from __future__ import annotations

import io
import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import orjson
from forms import CONTENT_TYPE, form, part
from PIL import Image
from sqlalchemy import select

from models.outbox import OutboxEvent
from models.platform import organization

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Cast
    from wire import Client, Response

STUDIO = "/studio/v1"
CUSTOMERS = f"{STUDIO}/customers"
CLASSES = f"{STUDIO}/classes"
BOOKINGS = f"{STUDIO}/classes/booking"
APPOINTMENTS = f"{STUDIO}/appointments"
MEMBERSHIPS = f"{STUDIO}/memberships"
NOWHERE = 9_000_000_000_000_000
"""A number that no studio has given."""

PDF = b"%PDF-1.7 and so on, for more than thirty-two bytes"
PROGRAM = b"MZ\x90\0 a program that calls itself a picture" * 9
MONTH = {"value": 1, "unit": "MONTH"}
EVERY_DAY = [
    {"dayOfWeekFrom": "MONDAY", "dayOfWeekTo": "SUNDAY", "timeFrom": "09:00", "timeTo": "17:00"}
]
PERSON = {
    "firstName": "Eduardo",
    "lastName": "Thomas",
    "dateOfBirth": "1990-05-17",
    "email": "eduardo.thomas@example.com",
    "street": "Main Street",
    "houseNumber": "12a",
    "zipCode": "10115",
    "city": "Berlin",
    "countryCode": "DE",
    "language": {"languageCode": "de", "countryCode": "DE"},
}
_names = itertools.count(1)


def done(answer: Response) -> Any:
    """The body of an answer that is a success."""
    assert answer.status == 200, (answer.status, answer.body)
    return answer.json()


def refused(answer: Response) -> tuple[int, str, str | None]:
    """Status, code and field of a refusal."""
    body = answer.json()
    return answer.status, body["errorCode"], body.get("reference")


def euro(amount: float) -> dict[str, Any]:
    return {"amount": amount, "currency": "EUR"}


def opened(cast: Cast) -> Client:
    """The owner of a studio of its own, of which nothing has been said yet."""
    name = f"io.example.studio{next(_names)}"
    made = cast.server.database.write(lambda session: organization.create(session, name))
    cast.tenants[name] = made["organizationId"]
    return cast.client.with_key(cast.key(name, "*"))


def person(staff: Client, **more: Any) -> int:
    """The number of a new prospect."""
    made = done(staff.post(f"{CUSTOMERS}/create", json=PERSON | more))
    return int(made["customerId"])


def term(**more: Any) -> dict[str, Any]:
    """A month that goes on by the month, with a month's notice, for 59.90."""
    return {
        "term": MONTH,
        "extension": MONTH,
        "cancellationPeriod": {"periodValue": 1, "periodUnit": "MONTH"},
        "paymentFrequency": {"type": "RECURRING", "term": MONTH, "price": euro(59.9)},
    } | more


def offer(staff: Client, **more: Any) -> dict[str, Any]:
    """A new membership offer; what is given is said of its only term."""
    content = {"name": f"Standard {next(_names)}", "terms": [term(**more)]}
    made: dict[str, Any] = done(staff.post(f"{MEMBERSHIPS}/membership-offers", json=content))
    return made


def choice(made: dict[str, Any]) -> dict[str, Any]:
    """The first term of an offer, as a signup names it."""
    return {"membershipOfferId": made["id"], "termId": made["terms"][0]["id"]}


def member(staff: Client, *, start: str | None = None, **more: Any) -> tuple[int, dict[str, Any]]:
    """The number of a new member, and their contract."""
    wanted = choice(offer(staff, **more)) | {"customer": PERSON}
    if start is not None:
        wanted["startDate"] = start
    id = done(staff.post(f"{MEMBERSHIPS}/signup", json=wanted))["customerId"]
    (contract,) = done(staff.get(f"{CUSTOMERS}/{id}/contracts"))
    return id, contract


def course(staff: Client, **more: Any) -> int:
    """The number of a new class."""
    content = {"title": f"Yoga {next(_names)}", "duration": 60} | more
    return int(done(staff.post(CLASSES, json=content))["id"])


def slot(staff: Client, class_id: int | None = None, **more: Any) -> dict[str, Any]:
    """A new slot on Wednesday, two days after the clock of the tests, from ten to eleven in Berlin."""
    content = {
        "startDateTime": "2026-11-04T10:00:00+01:00",
        "endDateTime": "2026-11-04T11:00:00+01:00",
        "maxParticipants": 1,
        "maxWaitingListParticipants": 2,
    } | more
    class_id = class_id or course(staff)
    made: dict[str, Any] = done(staff.post(f"{CLASSES}/{class_id}/slots", json=content))
    return made


def book(staff: Client, slot_id: int, customer_id: int) -> Response:
    wish = {"customerId": customer_id, "classSlotId": slot_id}
    return staff.post(f"{BOOKINGS}/book", json=wish)


def at_once(caller: Client, path: str, bodies: list[Any]) -> list[Response]:
    """The answers to as many callers, each in a thread of its own.

    Whoever is told 503 comes again: such a call was surely not executed.
    """

    def insisting(body: Any) -> Response:
        while (answer := caller.post(path, json=body)).status == 503:
            pass
        return answer

    with ThreadPoolExecutor(len(bodies)) as threads:
        return list(threads.map(insisting, bodies))


def employee(staff: Client, **more: Any) -> int:
    """The number of a new employee."""
    content = {"firstName": "Mia", "lastName": "Keller"} | more
    return int(done(staff.post(f"{STUDIO}/employees", json=content))["id"])


def training(staff: Client, *instructors: int, **more: Any) -> dict[str, Any]:
    """A new appointment of an hour, by day, with these instructors."""
    with_whom = [{"employeeId": one, "workingHours": EVERY_DAY} for one in instructors]
    content = {"title": f"Training {next(_names)}", "duration": 60, "instructors": with_whom} | more
    made: dict[str, Any] = done(staff.post(f"{APPOINTMENTS}/bookable", json=content))
    return made


def send(
    caller: Client, method: str, path: str, *parts: bytes, body: bytes | None = None, **more: Any
) -> Response:
    """A call with a body of these parts."""
    whole = form(*parts) if body is None else body
    return caller.call(method, path, body=whole, content_type=CONTENT_TYPE, **more)


def json_part(value: Any, kind: str | None = "application/json") -> bytes:
    return part("data", orjson.dumps(value), kind)


def file_part(
    name: str, content: bytes = PDF, kind: str = "application/pdf", file: str = "file.pdf"
) -> bytes:
    return part(name, content, kind, file)


def picture(
    width: int = 30, height: int = 20, kind: str = "PNG", mode: str = "RGB", **more: Any
) -> bytes:
    """A picture of one colour; half transparent with the mode RGBA."""
    file = io.BytesIO()
    colour = (200, 30, 30, 128)[: len(mode)]
    Image.new(mode, (width, height), colour).save(file, kind, **more)
    return file.getvalue()


def path_of(link: str) -> str:
    """Where a link leads on this server."""
    return urlsplit(link).path


def lying(cast: Cast, folder: str) -> list[bytes]:
    """The contents of what the file store keeps, or of what is being received."""
    found = (cast.home / "files" / folder).rglob("*")
    return [path.read_bytes() for path in found if path.is_file()]


def heard(cast: Cast, act: Callable[[], Response]) -> list[tuple[str, str, Any]]:
    """Type, entity and content of every event that stands in the outbox after an act and did not before."""
    before = _outbox(cast)
    act()
    after = _outbox(cast)
    return [after[id] for id in after if id not in before]


def _outbox(cast: Cast) -> dict[str, tuple[str, str, Any]]:
    columns = (OutboxEvent.id, OutboxEvent.type, OutboxEvent.entity, OutboxEvent.content)
    query = select(*columns).order_by(OutboxEvent.at, OutboxEvent.id)
    return cast.server.database.read(
        lambda session: {row[0]: tuple(row[1:]) for row in session.execute(query)}
    )
