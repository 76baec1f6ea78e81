"""What good calls of the studio are for: things that no link of the document leads to."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Make = Callable[..., Any]
"""Makes a good call of the operation of this id, or one with what is given; returns the answer's JSON."""

_numbers = itertools.count(1)
_ALWAYS = {
    "dayOfWeekFrom": "MONDAY",
    "dayOfWeekTo": "SUNDAY",
    "timeFrom": "06:00",
    "timeTo": "23:00",
}

IDLE_PERIODS = {
    "enabled": True,
    "units": [{"temporalUnit": "MONTH", "maximumTerms": 3}],
    "unlimitedAllowed": False,
    "deadlineDays": 14,
}
"""The studio's settings under which contracts can rest."""


@dataclass(frozen=True)
class Given:
    """What a call has instead of the document's examples."""

    path: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None


def customer(make: Make) -> int:
    return int(make("createCustomer")["customerId"])


def member(make: Make) -> tuple[int, int]:
    """A customer with a contract, and the contract."""
    customer_id = make("signup")["customerId"]
    (contract,) = make("listContracts", path={"customerId": customer_id})
    return customer_id, contract["id"]


def contract(make: Make) -> int:
    return member(make)[1]


def of_customer(make: Make) -> Given:
    return Given({"customerId": customer(make)})


def of_contract(make: Make) -> Given:
    return Given({"contractId": contract(make)})


def by_number(make: Make) -> Given:
    found = make("getCustomer", path={"customerId": customer(make)})
    return Given(query={"customerNumber": found["customerNumber"]})


def with_document(make: Make) -> Given:
    customer_id, contract_id = member(make)
    return Given({"customerId": customer_id, "contractId": contract_id})


def cancel(make: Make) -> Given:
    customer_id, contract_id = member(make)
    reason = make("createCancellationReason")["id"]
    body = {"contractId": contract_id, "contractCancelationReasonId": reason}
    return Given({"customerId": customer_id}, body=body)


def withdraw(make: Make) -> Given:
    given = cancel(make)
    make("cancelContract", path=given.path, body=given.body)
    return Given(given.path, body={"contractId": given.body["contractId"]})


def checked_in(make: Make) -> Given:
    given = of_customer(make)
    make("checkin", path=given.path)
    return given


def assigned(make: Make) -> Given:
    fields = [make("createAdditionalField")["id"] for _ in range(2)]
    values = [{"additionalInformationFieldId": number, "value": "a"} for number in fields]
    return Given({"customerId": customer(make)}, body=values)


def file(make: Make) -> Given:
    url = make("createDocument")["documentUrl"]
    return Given({"signed": url.rsplit("/", 1)[1]})


def class_place(make: Make) -> Given:
    class_id = make("createClass")["id"]
    slot = make("createClassSlot", path={"classId": class_id})["id"]
    return Given(body={"customerId": customer(make), "classSlotId": slot})


def appointment(make: Make) -> Given:
    """An hour with an instructor who is always there, in a studio that is always open."""
    make("updateOpeningHours", body=[_ALWAYS])
    instructor = make("createEmployee")["id"]
    hours = {"employeeId": instructor, "workingHours": [_ALWAYS]}
    body = {"instructors": [hours], "earliestBookingDays": 365}
    bookable = make("createBookableAppointment", body=body)["id"]
    chosen = {"bookableAppointmentId": bookable, "instructorIds": [instructor]}
    return Given(body={"customerId": customer(make)} | chosen)


def chosen_offer(make: Make) -> Given:
    offer = make("createMembershipOffer")
    return Given(body={"membershipOfferId": offer["id"], "termId": offer["terms"][0]["id"]})


def idle(make: Make) -> Given:
    """A wish that the studio's settings allow; the first month is far enough away."""
    make("updateStudioSettings", body={"idlePeriods": IDLE_PERIODS})
    reason = make("createIdlePeriodReason")["id"]
    wish = {"startDate": "2027-07-01", "temporalUnit": "MONTH", "termValue": 2, "reasonId": reason}
    return Given({"contractId": contract(make)}, body={"data": wish})


RECIPES: dict[str, Callable[[Make], Given]] = {
    "findCustomer": by_number,
    "findContracts": by_number,
    "replaceContractDocument": with_document,
    "cancelContract": cancel,
    "withdrawContractCancellation": withdraw,
    "checkout": checked_in,
    "assignAdditionalFields": assigned,
    "getFile": file,
    "proposeContactData": of_customer,
    "proposeAddressData": of_customer,
    "validateClassBooking": class_place,
    "bookClass": class_place,
    "validateAppointmentBooking": appointment,
    "bookAppointment": appointment,
    "previewSignup": chosen_offer,
    "signup": chosen_offer,
    "createIdlePeriod": idle,
    "getIdlePeriodConfig": of_contract,
    "validateIdlePeriod": of_contract,
    "listIdlePeriods": of_contract,
    "getContractData": of_customer,
    "getCustomer": of_customer,
}

NEW: dict[str, Callable[[int], dict[str, Any]]] = {
    "createAccessMedium": lambda number: {"value": f"{number:08X}"},
    "updateAccessMedium": lambda number: {"value": f"{number}"},
}
"""What must be new in each call, beside names."""
