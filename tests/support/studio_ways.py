"""How each refusal of the studio is provoked, for any operation that declares it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from calls import CONTRACT, call, good, takes_file
from forms import CONTENT_TYPE, FILES, form, part
from studio_calls import member

from contract.multipart import parts_of

if TYPE_CHECKING:
    from wire import Response

NOBODY = 9_000_000_000
"""A number that nothing in a studio has."""
SAME_HOUR = {"startDateTime": "2027-01-11T17:30:00Z", "endDateTime": "2027-01-11T18:30:00Z"}
SUMMER = {"startDateTime": "2027-07-12T16:00:00Z", "endDateTime": "2027-07-12T17:00:00Z"}
CLOSED = [{"dateTimeFrom": "2027-01-10T00:00:00Z", "dateTimeTo": "2027-01-13T00:00:00Z"}]


def make(scene: Any, name: str, path: Mapping[str, Any] | None = None, body: Any = None) -> Any:
    """The answer to a call by alice, with these values or with what a good call needs."""
    operation = CONTRACT.operations[name]
    wanted = good(operation, scene.alice) if path is None else call(operation, path, body=body)
    answer = wanted.by(scene.alice)
    assert answer.status < 300, (name, answer)
    return answer.json()


def twice(scene: Any) -> Response:
    """What can be done once."""
    wanted = scene.good()
    wanted.by(scene.caller)
    return wanted.by(scene.caller)


def absent_one(*names: str) -> Callable[[Any], Response]:
    """A good call, but for the one thing that its path, its query or its body names."""

    def way(scene: Any) -> Response:
        given = scene.given()
        path, query, body = dict(given.path), dict(given.query), given.body
        for name in names:
            if name in path or f"{{{name}}}" in scene.operation.path:
                return scene.call(path | {name: NOBODY}, query, body).by(scene.alice)
            if name in query or _asked(scene, name):
                return scene.call(path, query | {name: NOBODY}, body).by(scene.alice)
        return scene.call(path, query, _nobody_in(body, names[-1])).by(scene.alice)

    return way


def _asked(scene: Any, name: str) -> bool:
    return any(
        CONTRACT.resolve(item)["name"] == name
        for item in scene.operation.definition.get("parameters", ())
    )


def _nobody_in(body: Any, name: str) -> Any:
    if isinstance(body, list):
        return [item | {name: NOBODY} for item in body]
    if name == "employeeId":
        return (body or {}) | {"instructors": [{"employeeId": NOBODY, "workingHours": []}]}
    if name == "instructorIds":
        return (body or {}) | {name: [NOBODY]}
    if name == "reasonId":
        return {"data": body["data"] | {name: NOBODY}}
    return (body or {}) | {name: NOBODY}


def employee_not_found(scene: Any) -> Response:
    if "{id}" in scene.operation.path:
        return absent_one("id")(scene)
    return absent_one("instructorIds" if "Slot" in scene.operation.id else "employeeId")(scene)


def customer_not_found(scene: Any) -> Response:
    if "{customerId}" not in scene.operation.path and _asked(scene, "customerNumber"):
        return absent_one("customerNumber")(scene)
    return absent_one("customerId")(scene)


def additional_field_name_taken(scene: Any) -> Response:
    name = make(scene, "createAdditionalField")["name"]
    return scene.good_with(json={"name": name, "type": "TEXT"} if _posts(scene) else {"name": name})


def _posts(scene: Any) -> bool:
    return bool(scene.operation.method == "post")


def access_medium_taken(scene: Any) -> Response:
    taken = good(CONTRACT.operations["createAccessMedium"], scene.alice)
    taken.by(scene.alice)
    return scene.good_with(json=taken.options["json"])


def access_restricted(scene: Any) -> Response:
    given = scene.given()
    today = f"{scene.cast.clock.now:%Y-%m-%d}"
    make(scene, "restrictAccess", given.path, {"startDate": today, "endDate": "2099-12-31"})
    return scene.call(given.path).by(scene.alice)


def of_new_customer(scene: Any) -> Response:
    """Somebody who has not been in, and whom nobody keeps out."""
    customer_id = make(scene, "createCustomer")["customerId"]
    return scene.call({"customerId": customer_id}).by(scene.alice)


def contract_not_cancelled(scene: Any) -> Response:
    customer_id, contract_id = member(scene.make)
    return scene.call({"customerId": customer_id}, {}, {"contractId": contract_id}).by(scene.alice)


def _ending(scene: Any, days: int, of: int = 0) -> Response:
    """Cancel to the contract's first end, when `of` days are left (fewer than none: it is over)."""
    given = scene.given()
    (held,) = make(scene, "listContracts", given.path)
    end = date.fromisoformat(held["endDate"])
    if of:
        scene.cast.clock.advance(days=(end - scene.cast.clock.now.date()).days - of)
    wanted = f"{end + timedelta(days=days)}"
    body = given.body | {"cancellationDate": wanted}
    return scene.call(given.path, {}, body).by(scene.alice)


def contract_cancellation_date_invalid(scene: Any) -> Response:
    return _ending(scene, 1)


def contract_cancellation_too_late(scene: Any) -> Response:
    return _ending(scene, 0, of=3)


def contract_ended(scene: Any) -> Response:
    """A contract that nobody extends is over some day, cancelled or not."""
    if scene.operation.id == "withdrawContractCancellation":
        wanted = scene.good()
        scene.cast.clock.advance(days=800)
        return wanted.by(scene.alice)
    offer = good(CONTRACT.operations["createMembershipOffer"], scene.alice)
    body = offer.options["json"]
    body = body | {
        "terms": [{k: v for k, v in t.items() if k != "extension"} for t in body["terms"]]
    }
    made = offer.by(scene.alice, json=body).json()
    chosen = {"membershipOfferId": made["id"], "termId": made["terms"][0]["id"]}
    path = {"customerId": make(scene, "signup", {}, chosen)["customerId"]}
    (held,) = make(scene, "listContracts", path)
    scene.cast.clock.advance(days=800)
    wish = {"contractId": held["id"], "contractCancelationReasonId": None}
    return scene.call(path, {}, wish).by(scene.alice)


def idle_wish(**wish: Any) -> Callable[[Any], Response]:
    def way(scene: Any) -> Response:
        given = scene.given()
        body = {"data": given.body["data"] | wish}
        return scene.call(given.path, {}, body).by(scene.alice)

    return way


def idle_setting(**rule: Any) -> Callable[[Any], Response]:
    def way(scene: Any) -> Response:
        wanted = scene.good()
        units = [{"temporalUnit": "MONTH", "maximumTerms": 3}]
        usual = {"enabled": True, "units": units, "unlimitedAllowed": False, "deadlineDays": 14}
        make(scene, "updateStudioSettings", {}, {"idlePeriods": usual | rule})
        return wanted.by(scene.alice)

    return way


def later(days: int) -> Callable[[Any], Response]:
    """What is too late when so many days have gone by."""

    def way(scene: Any) -> Response:
        wanted = scene.good()
        scene.cast.clock.advance(days=days)
        return wanted.by(scene.alice)

    return way


def file_too_large(scene: Any) -> Response:
    size = scene.operation.rules.upload.limit + 4_000_000
    return scene.absent(headers={"content-length": str(size)})


def _with_file(scene: Any, content: bytes) -> Response:
    body = CONTRACT.resolve(scene.operation.definition["requestBody"])
    names = parts_of(body, CONTRACT.resolve)
    wanted = scene.good()
    kind = scene.operation.rules.upload.types[0]
    sent = wanted.options["body"].replace(FILES[kind], content)
    assert names.file.encode() in sent
    return wanted.by(scene.alice, body=sent)


def unsupported_file_type(scene: Any) -> Response:
    return _with_file(scene, b"GIF89a, and so on for more than thirty-two bytes")


def image_unreadable(scene: Any) -> Response:
    kind = scene.operation.rules.upload.types[0]
    return _with_file(scene, FILES[kind][:-30])


def payload_too_large(scene: Any) -> Response:
    """The JSON part of a body of parts has the limit of any JSON."""
    limit = CONTRACT.rules.body_limit
    if not takes_file(scene.operation):
        return scene.absent(headers={"content-length": str(limit + 1)})
    data = part("data", b" " * (limit + 1), "application/json")
    return scene.absent(body=form(data), content_type=CONTENT_TYPE)


def employee_has_appointments(scene: Any) -> Response:
    given = scene.given()
    _slot(scene, instructorIds=[given.path["id"]])
    return scene.call(given.path).by(scene.alice)


def instructor_already_booked(scene: Any) -> Response:
    instructor = make(scene, "createEmployee")["id"]
    _slot(scene, instructorIds=[instructor], **SAME_HOUR)
    given = scene.given()
    body = {"instructorIds": [instructor], **SAME_HOUR}
    return scene.call(given.path, {}, body).by(scene.alice)


def class_slot_capacity_too_small(scene: Any) -> Response:
    given = scene.given()
    for _ in range(2):
        _booked(scene, given.path["classSlotId"])
    return scene.call(given.path, {}, {"maxParticipants": 1}).by(scene.alice)


def booking_already_cancelled(scene: Any) -> Response:
    wanted = scene.good()
    cancel = "cancelClassBooking" if "Class" in scene.operation.id else "cancelAppointmentBooking"
    make(scene, cancel, {"bookingId": wanted.values["bookingId"]})
    return wanted.by(scene.alice)


def _slot(scene: Any, class_: Mapping[str, Any] | None = None, **slot: Any) -> int:
    class_id = make(scene, "createClass", {}, class_)["id"]
    return int(make(scene, "createClassSlot", {"classId": class_id}, slot)["id"])


def _booked(scene: Any, slot: Any, customer: int | None = None) -> None:
    who = customer or make(scene, "createCustomer")["customerId"]
    make(scene, "bookClass", {}, {"customerId": who, "classSlotId": slot})


def link_expired(scene: Any) -> Response:
    wanted = scene.good()
    scene.cast.clock.advance(seconds=901)
    return wanted.by(scene.alice)
