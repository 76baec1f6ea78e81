"""Every error that an operation declares is really given by it, with its status and in its shape."""

from __future__ import annotations

import asyncio
import itertools
import threading
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import booking_ways
import messaging_ways
import practice_ways
import pytest
import studio_ways
from answers import broken, code_of, invalid_key, says, told
from calls import CONTRACT, OF_PARTNERS, OPERATIONS, Call, absent, call, given_for, good, sort_of
from failures import Failing

from contract.facts import Operation
from conventions.idempotency import Running
from models.platform import key as keys

_numbers = itertools.count(1)


@dataclass
class Scene:
    """One declared error of one operation, and those who play it."""

    operation: Operation
    cast: Any
    loop: Any

    def __post_init__(self):
        self.number = next(_numbers)
        self.alice = self.cast.caller("alice")

    @cached_property
    def caller(self):
        """Who can call the operation well."""
        return self.cast.partner()[0] if self.operation.id in OF_PARTNERS else self.alice

    def good(self) -> Call:
        return good(self.operation, self.caller if self.operation.id in OF_PARTNERS else self.alice)

    def given(self):
        return given_for(self.operation, self.alice)

    def call(self, path, query=None, body=None):
        return call(self.operation, path, query or {}, body)

    def good_with(self, **more):
        return self.good().by(self.alice, **more)

    def make(self, name, **given):
        return studio_ways.make(self, name, given.get("path"), given.get("body"))

    def holder(self, contract_id):
        """The customer whose contract it is."""
        path = "/studio/v1/customers"
        found = self.alice.get(path, query={"sliceSize": 500}).json()["result"]
        (holder,) = (
            customer["id"]
            for customer in reversed(found)
            for held in self.alice.get(f"{path}/{customer['id']}/contracts").json()
            if str(held["id"]) == contract_id
        )
        return holder

    def class_of(self, slot_id):
        query = {"slotWindowStartDate": "2027-01-11", "daysAhead": 1, "sliceSize": 100}
        booked = self.alice.get("/studio/v1/classes/slots", query=query).json()["result"]
        (class_id,) = (slot["classInformation"]["id"] for slot in booked if slot["id"] == slot_id)
        return class_id

    def absent(self, **more):
        return absent(self.operation).by(self.alice, **more)

    def of_key(self, *scopes):
        return self.cast.client.with_key(self.cast.key("alice", *scopes))


def invalid_request(scene):
    return scene.absent(query=b"unknown=1")


def invalid_token(scene):
    return scene.absent(query={"continuationToken": "of nobody"})


def unauthenticated(scene):
    return absent(scene.operation).by(scene.cast.client.with_key(None, "203.0.113.8"))


def of_no_key(scene):
    """A key that nobody has, where that is told apart from none at all."""
    stranger = scene.cast.client.with_key(keys.make()[2], f"203.0.113.{10 + scene.number % 90}")
    return absent(scene.operation).by(stranger)


def forbidden(scene):
    return absent(scene.operation).by(scene.of_key())


def https_required(scene):
    return scene.absent(scheme="http")


def locked_out(scene):
    text = scene.cast.key("alice", "*")
    head = f"charter_live_{keys.parse(text)[0]}_{'0' * 32}"
    wrong = f"{head}{zlib.crc32(head.encode()):08x}"
    guesser = scene.cast.client.with_key(wrong, f"203.0.113.{100 + scene.number % 100}")
    answers = [absent(scene.operation).by(guesser) for _ in range(11)]
    return answers[-1]


def too_many_failures(scene):
    """Somebody tries a hundred different keys, or has done so in a test before."""
    for _ in range(101):
        stranger = scene.cast.client.with_key(keys.make()[2], "203.0.113.9")
        answer = absent(scene.operation).by(stranger)
        if told(answer) != invalid_key(scene.operation):
            break
    return answer


def not_acceptable(scene):
    return scene.absent(headers={"accept": "text/html, application/json;q=0"})


def headers_too_large(scene):
    return scene.absent(headers={"x-padding": "a" * CONTRACT.rules.header_limit})


def unsupported_media_type(scene):
    return scene.absent(content_type="text/plain")


def rate_limited(scene):
    """The scale leaves one call in each window."""
    first, second = scene.absent(), scene.absent()
    assert first.status != 429
    return second


def request_id_used(scene):
    headers = {"x-request-id": f"declared-{scene.number}"}
    scene.alice.get("/registry/v1/resources", headers=headers)
    return scene.absent(headers=headers)


def idempotency_key_reused(scene):
    headers = {"idempotency-key": f"declared-{scene.number}"}
    body = {"kind": "a", "name": f"declared {scene.number}", "description": "not the example"}
    scene.alice.post("/registry/v1/resources", json=body, headers=headers)
    return scene.good().by(scene.caller, headers=headers)


def idempotency_key_running(scene):
    """The first call waits inside its handler for the second one's answer."""
    headers = {"idempotency-key": f"declared-{scene.number}"}
    made, answered = scene.good(), threading.Event()

    async def both():
        first = asyncio.ensure_future(made.send(scene.caller, headers=headers))
        await asyncio.sleep(0)
        second = await made.send(scene.caller, headers=headers)
        answered.set()
        await first
        return second

    waits = {"then": lambda: answered.wait(30), "running": Running(0.05)}
    with Failing(scene.cast.server, scene.operation, **waits):
        return scene.loop.run(both())


def internal_error(scene):
    made = scene.good()
    with Failing(scene.cast.server, scene.operation):
        return made.by(scene.caller)


def overloaded(scene):
    """The gate is held shut from the side: every slot is taken, and nobody may wait."""
    made, gate = scene.good(), scene.cast.server.conventions.work.gate

    async def shut():
        gate.in_flight += 1_000_000
        try:
            return await made.send(scene.caller)
        finally:
            gate.in_flight -= 1_000_000

    return scene.loop.run(shut())


def outcome_unknown(scene):
    """The caller is answered before the handler is through, which goes on until then."""
    made, answered = scene.good(), threading.Event()

    async def late():
        answer = await made.send(scene.caller)
        answered.set()
        return answer

    waits = {"then": lambda: answered.wait(30), "timeout": 0.05}
    with Failing(scene.cast.server, scene.operation, **waits):
        return scene.loop.run(late())


def nothing_there(scene):
    return scene.absent()


def resource_name_taken(scene):
    body = {"kind": "sensor", "name": f"taken {scene.number}"}
    scene.alice.post("/registry/v1/resources", json=body)
    return scene.good().by(scene.alice, json=body)


def attributes_too_large(scene):
    made = scene.good()
    large = {"attributes": {"a": "b" * 65_536}}
    return made.by(scene.alice, json=made.options["json"] | large)


def transition_refused(scene):
    made = scene.good()
    return made.by(scene.alice, json={"to": "suspended"})


def version_mismatch(scene):
    return scene.good().by(scene.alice, headers={"if-match": '"999"'})


def organization_name_taken(scene):
    made = scene.good()
    made.by(scene.alice)
    return made.by(scene.alice)


def scope_not_grantable(scene):
    if scene.operation.rules.access is not None:
        return messaging_ways.scope_not_grantable(scene)
    made = scene.good()
    weak = scene.of_key("platform:keys", "platform:activations")
    if "json" in made.options and "scopes" in made.options["json"]:
        return made.by(weak, json=made.options["json"] | {"scopes": ["platform:admin"]})
    return made.by(weak)


def key_revoked(scene):
    made = good(CONTRACT.operations["revokeKey"], scene.alice)
    made.by(scene.alice)
    return call(scene.operation, {"keyId": made.path.split("/")[4]}).by(scene.alice)


def activation_state_conflict(scene):
    made = scene.good()
    made.by(scene.caller)
    return made.by(scene.caller)


absent_one, idle_wish = studio_ways.absent_one, studio_ways.idle_wish
STUDIO = {
    way.__name__: way
    for way in (
        studio_ways.customer_not_found, studio_ways.employee_not_found,
        studio_ways.additional_field_name_taken, studio_ways.access_medium_taken,
        studio_ways.access_restricted, studio_ways.contract_not_cancelled,
        studio_ways.contract_cancellation_date_invalid, studio_ways.file_too_large,
        studio_ways.unsupported_file_type, studio_ways.image_unreadable,
        studio_ways.payload_too_large, studio_ways.employee_has_appointments,
        studio_ways.instructor_already_booked, studio_ways.class_slot_capacity_too_small,
        studio_ways.booking_already_cancelled,
    )
} | {
    "link_invalid": nothing_there,
    "link_expired": studio_ways.link_expired,
    "contract_not_found": absent_one("contractId"),
    "contract_cancellation_reason_not_found": absent_one("contractCancelationReasonId"),
    "access_medium_not_found": absent_one("accessMediumId"),
    "access_restriction_not_found": studio_ways.of_new_customer,
    "additional_field_not_found": absent_one("additionalInformationFieldId"),
    "amendment_not_found": absent_one("amendmentId"),
    "bookable_appointment_not_found": absent_one("bookableAppointmentId"),
    "booking_not_found": absent_one("bookingId"),
    "class_not_found": absent_one("classId"),
    "class_slot_not_found": absent_one("classSlotId"),
    "document_not_found": absent_one("id"),
    "idle_period_not_found": absent_one("idlePeriodId"),
    "idle_period_reason_not_found": absent_one("reasonId"),
    "membership_offer_not_found": absent_one("membershipOfferId"),
    "already_checked_in": studio_ways.twice,
    "not_checked_in": studio_ways.of_new_customer,
    "amendment_pending": studio_ways.twice,
    "amendment_decided": studio_ways.twice,
    "contract_already_cancelled": studio_ways.twice,
    "idle_period_overlapping": studio_ways.twice,
    "idle_period_date_not_first_day": idle_wish(startDate="2027-07-02"),
    "idle_period_maximum_terms_violated": idle_wish(termValue=12),
    "idle_period_temporal_unit_invalid": idle_wish(temporalUnit="WEEK", startDate="2027-07-05"),
    "idle_period_term_value_missing": idle_wish(termValue=None),
    "idle_period_deadline_violated": studio_ways.idle_setting(deadlineDays=365),
    "idle_period_deactivated_for_contract": studio_ways.idle_setting(enabled=False),
    "booking_not_available": booking_ways.not_available,
    "booking_studio_closed": booking_ways.studio_closed,
    "booking_too_early": booking_ways.too_early,
    "booking_too_late": booking_ways.too_late,
    "customer_already_booked": studio_ways.twice,
    "customer_idle": booking_ways.idle,
    "customer_in_other_booking": booking_ways.elsewhere,
    "booking_no_contingent": booking_ways.no_contingent,
    "booking_limit_reached": booking_ways.no_place,
}  # fmt: skip
"""The errors of the studio."""
LATER = {
    "contract_cancellation_too_late": studio_ways.contract_cancellation_too_late,
    "contract_ended": studio_ways.contract_ended,
    "class_slot_started": studio_ways.later(days=100),
    "booking_cancellation_too_late": studio_ways.later(days=100),
    "idle_period_started": studio_ways.later(days=300),
}
"""Those for which time has to pass."""

WAYS = {
    way.__name__: way
    for way in (
        invalid_request, invalid_token, unauthenticated, forbidden, https_required, locked_out,
        too_many_failures, not_acceptable, headers_too_large,
        unsupported_media_type, rate_limited, request_id_used, idempotency_key_reused,
        idempotency_key_running, internal_error, overloaded, outcome_unknown, resource_name_taken,
        attributes_too_large, transition_refused, version_mismatch, organization_name_taken,
        scope_not_grantable, key_revoked, activation_state_conflict,
    )
} | dict.fromkeys(
    ("resource_not_found", "request_not_found", "key_not_found", "activation_not_found"),
    nothing_there,
)  # fmt: skip
"""How each error is provoked, for any operation that declares it."""
WAYS |= STUDIO | LATER | practice_ways.WAYS | messaging_ways.WAYS | {"invalid_key": of_no_key}

SETTINGS = {
    "rate_limited": {"CHARTER_RATE_LIMIT_SCALE": "0.00001"},
    "https_required": {"CHARTER_REQUIRE_HTTPS": "true"},
}
"""What the operator must have set for an error to be possible."""


def declared():
    """Every (operation, code) of the document, as the examples of its responses name them.

    What the conventions refuse, they refuse in the same way for all operations of one sort.
    """
    seen = set()
    for operation in OPERATIONS:
        for status, reference in operation.definition["responses"].items():
            if status[0] in "45":
                (media,) = CONTRACT.resolve(reference)["content"].values()
                for code in media["examples"]:
                    own = code in operation.rules.errors
                    name = operation.id if own else sort_of(operation), code
                    if name not in seen:
                        seen.add(name)
                        yield operation, code


KINDS = {"applications": SETTINGS, "fresh": LATER}
"""What the test of an error needs; the usual application otherwise."""


def pytest_generate_tests(metafunc):
    if {"operation", "code"} <= set(metafunc.fixturenames):
        special = [codes for name, codes in KINDS.items() if name in metafunc.fixturenames]
        pairs = [pair for pair in declared() if of_kind(pair[1], special)]
        names = [f"{operation.id}-{code}" for operation, code in pairs]
        metafunc.parametrize(("operation", "code"), pairs, ids=names)


def of_kind(code, special):
    if special:
        return code in special[0]
    return not any(code in codes for codes in KINDS.values())


@pytest.fixture
def usual(cast):
    return cast


def test_a_declared_error_is_given_as_it_is_declared(operation, code, usual, loop):
    answer = WAYS[code](Scene(operation, usual, loop))
    assert (told(answer), broken(answer, operation)) == (code_of(operation, code), [])
    assert says(answer, operation, code)


def test_a_declared_error_of_a_setting_is_given_as_it_is_declared(
    operation, code, applications, loop
):
    answer = WAYS[code](Scene(operation, applications(**SETTINGS[code]), loop))
    assert (told(answer), broken(answer, operation)) == (code_of(operation, code), [])
    assert says(answer, operation, code)


def test_a_declared_error_that_takes_time_is_given_as_it_is_declared(operation, code, fresh, loop):
    answer = WAYS[code](Scene(operation, fresh, loop))
    assert (told(answer), broken(answer, operation)) == (code_of(operation, code), [])
    assert says(answer, operation, code)


def test_there_is_a_way_to_every_declared_error_and_no_other():
    assert {code for _, code in declared()} == set(WAYS)
