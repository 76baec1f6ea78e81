"""How each refusal to book is provoked, of a class and of an appointment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from calls import CONTRACT, good
from studio_ways import CLOSED, SAME_HOUR, SUMMER, make

if TYPE_CHECKING:
    from wire import Response

HOUR = {"startDateTime": "2027-01-11T17:00:00Z", "endDateTime": "2027-01-11T18:00:00Z"}


def _class(scene: Any, *, class_: Any = None, slot: Any = None) -> dict[str, Any]:
    """A customer, and a date of a class like this."""
    class_id = make(scene, "createClass", {}, class_)["id"]
    made = make(scene, "createClassSlot", {"classId": class_id}, HOUR | (slot or {}))
    return {"customerId": _customer(scene), "classSlotId": made["id"]}


def _appointment(scene: Any, *, offer: Any = None) -> dict[str, Any]:
    """A customer, and an hour of an offer like this."""
    body = good(CONTRACT.operations["bookAppointment"], scene.alice).options["json"] | HOUR
    if offer is not None:
        path = {"bookableAppointmentId": body["bookableAppointmentId"]}
        whole = make(scene, "getBookableAppointment", path)
        kept = {"title": whole["title"], "duration": 60, "earliestBookingDays": 365}
        hours = [{"employeeId": body["instructorIds"][0], "workingHours": ALWAYS}]
        make(scene, "updateBookableAppointment", path, kept | {"instructors": hours} | offer)
    return body


ALWAYS = [
    {"dayOfWeekFrom": "MONDAY", "dayOfWeekTo": "SUNDAY", "timeFrom": "06:00", "timeTo": "23:00"}
]


def _customer(scene: Any) -> Any:
    return make(scene, "createCustomer")["customerId"]


def _of_class(scene: Any) -> bool:
    return bool(scene.operation.id == "bookClass")


def _wish(scene: Any, *, class_: Any = None, slot: Any = None, offer: Any = None) -> dict[str, Any]:
    if _of_class(scene):
        return _class(scene, class_=class_, slot=slot)
    return _appointment(scene, offer=offer)


def _book(scene: Any, body: dict[str, Any]) -> Response:
    return scene.call({}, {}, body).by(scene.alice)


def like(**rule: Any) -> Callable[[Any], Response]:
    """A booking of something like this."""
    return lambda scene: _book(scene, _wish(scene, **rule))


not_available = like(class_={"bookable": False}, offer={"bookable": False})
too_early = like(
    slot={"earliestBookingDateTime": "2027-01-10T00:00:00Z"}, offer={"earliestBookingDays": 1}
)


def too_late(scene: Any) -> Response:
    """An appointment in December had to be booked some two months before."""
    latest = {"latestBookingDateTime": "2026-11-01T00:00:00Z"}
    wish = _wish(scene, slot=latest, offer={"latestBookingMinutes": 100_000})
    december = {name: text.replace("2027-01-11", "2026-12-14") for name, text in HOUR.items()}
    return _book(scene, wish if _of_class(scene) else wish | december)


def studio_closed(scene: Any) -> Response:
    wish = _wish(scene)
    make(scene, "updateClosingHours", {}, CLOSED)
    try:
        return _book(scene, wish)
    finally:
        make(scene, "updateClosingHours", {}, [])


def idle(scene: Any) -> Response:
    """The customer's contract rests from July to August."""
    resting = good(CONTRACT.operations["createIdlePeriod"], scene.alice)
    resting.by(scene.alice)
    customer_id = scene.holder(resting.values["contractId"])
    wish = _wish(scene, slot=SUMMER, offer={}) | {"customerId": customer_id}
    return _book(scene, wish if _of_class(scene) else wish | SUMMER)


def elsewhere(scene: Any) -> Response:
    other = _class(scene, slot=SAME_HOUR)
    make(scene, "bookClass", {}, other)
    return _book(scene, _wish(scene) | {"customerId": other["customerId"]})


def no_contingent(scene: Any) -> Response:
    once = {"contingent": {"bookings": 1, "unit": "WEEK"}}
    first = _wish(scene, class_=once, offer=once)
    assert _book(scene, first).status < 300
    next_day = {name: text.replace("-11T", "-12T") for name, text in HOUR.items()}
    if not _of_class(scene):
        return _book(scene, first | next_day)
    class_id = scene.class_of(first["classSlotId"])
    slot = make(scene, "createClassSlot", {"classId": class_id}, next_day)["id"]
    return _book(scene, first | {"classSlotId": slot})


def no_place(scene: Any) -> Response:
    wish = _wish(scene, slot={"maxParticipants": 1, "maxWaitingListParticipants": 0})
    assert _book(scene, wish).status < 300
    return _book(scene, wish | {"customerId": _customer(scene)})
