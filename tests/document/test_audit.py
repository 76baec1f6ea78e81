"""Every call of an audited API is on record: who, what, when, and how it ended."""

from __future__ import annotations

import itertools

import pytest
from answers import told
from calls import CONTRACT, OPERATIONS, absent, each, good, reads, takes_body
from failures import Failing

from models.platform import key as keys

_numbers = itertools.count(1)


def audited(operation):
    return CONTRACT.apis[operation.api].rules.audit is not None


def unique(operation):
    rule = CONTRACT.apis[operation.api].rules.request_id
    return audited(operation) and rule is not None and rule.unique


@pytest.fixture
def name():
    return f"audit-{next(_numbers)}"


def record(client, name):
    return client.get(f"/registry/v1/requests/{name}")


def record_of(client, answer):
    """The record of an answered call: who called has chosen its id, or the server where nobody may."""
    return record(client, answer.headers["x-request-id"])


@each(audited)
def test_a_successful_call_is_recorded(operation, name, cast, alice):
    call = good(operation, alice)
    before = cast.clock.now
    answer = call.by(alice, headers={"x-request-id": name})
    found = record_of(alice, answer).json()
    assert answer.status < 300
    assert found["requestId"] == (name if unique(operation) else answer.headers["x-request-id"])
    assert found["operation"] == operation.id
    assert found["status"] == answer.status
    assert found["keyId"] == keys.parse(cast.keys["alice"])[0]
    assert (found["replays"], found["repeats"], "error" in found) == (0, 0, False)
    assert f"{before:%Y-%m-%dT%H:%M:%S.%fZ}" < found["receivedAt"] < found["finishedAt"]
    assert bool(found["touched"]) == (not reads(operation))


FAULTS = {
    "query": {"query": b"unknown=1"},
    "accept": {"headers": {"accept": "text/html"}},
    "condition": {"headers": {"if-match": '"7"'}},
    "body": {"json": None, "body": b"{"},
    "type": {"content_type": "text/plain"},
    "size": {"json": None, "chunks": [b" " * CONTRACT.rules.body_limit, b" "]},
    "key": {"headers": {"idempotency-key": "a b"}},
}
"""What is wrong with a call; not every operation has something that each could be wrong with."""


@each(audited)
def test_a_refused_call_is_recorded_with_its_error(operation, name, alice):
    refused = 0
    for fault, options in FAULTS.items():
        call = good(operation, alice) if fault == "condition" else absent(operation)
        headers = {"x-request-id": f"{name}-{fault}"} | options.get("headers", {})
        answer = call.by(alice, **(options | {"headers": headers}))
        if answer.status < 300:
            continue
        refused += 1
        found = record_of(alice, answer).json()
        assert (found["operation"], found["touched"]) == (operation.id, []), fault
        assert (found["status"], found["error"]) == told(answer), fault
    assert refused >= 2


@each(lambda operation: audited(operation) and operation.rules.scopes)
def test_a_call_without_the_scope_is_recorded(operation, name, cast, alice, nobody):
    weak = nobody.with_key(cast.key("alice"))
    answer = absent(operation).by(weak, headers={"x-request-id": name})
    found = record_of(alice, answer).json()
    assert (found["status"], found["error"]) == told(answer) == (403, "forbidden")
    assert found["keyId"] == keys.parse(weak.key)[0]


@each(audited)
def test_a_call_without_a_valid_key_belongs_to_nobodys_record(operation, name, alice, nobody):
    answer = absent(operation).by(nobody, headers={"x-request-id": name})
    assert record_of(alice, answer).status == 404


@each(audited)
def test_a_call_on_which_the_server_broke_is_recorded_with_no_changes(operation, name, cast, alice):
    call = good(operation, alice)
    with Failing(cast.server, operation):
        answer = call.by(alice, headers={"x-request-id": name})
    found = record_of(alice, answer).json()
    assert (found["status"], found["error"], found["touched"]) == (*told(answer), [])


@each(unique)
def test_a_repeat_of_a_used_id_is_counted_and_changes_the_record_in_nothing_else(
    operation, name, alice
):
    first = good(operation, alice)
    first.by(alice, headers={"x-request-id": name})
    before = record(alice, name).json()
    for _ in range(3):
        assert good(operation, alice).by(alice, headers={"x-request-id": name}).status == 409
    assert record(alice, name).json() == before | {"repeats": 3}


@each(lambda operation: audited(operation) and operation.rules.idempotent and "{" in operation.path)
def test_a_refusal_that_is_given_again_is_recorded_with_its_error(operation, name, alice):
    call = absent(operation)
    call.by(alice, headers={"idempotency-key": name, "x-request-id": f"{name}-first"})
    call.by(alice, headers={"idempotency-key": name, "x-request-id": name})
    first, again = record(alice, f"{name}-first").json(), record(alice, name).json()
    assert again["replayOf"] == f"{name}-first"
    assert (
        (again["status"], again["error"])
        == (first["status"], first["error"])
        == (404, "resourceNotFound")
    )


@each(lambda operation: audited(operation) and takes_body(operation))
def test_a_body_that_was_refused_is_not_in_the_record(operation, name, alice):
    secret = "do-not-keep-this"
    answer = absent(operation).by(alice, json={"secret": secret}, headers={"x-request-id": name})
    assert secret not in record_of(alice, answer).body.decode()


def resource(alice, **more):
    body = {"kind": "audited", "name": f"a{next(_numbers)}"} | more
    return alice.post("/registry/v1/resources", json=body).json()


def test_a_creation_has_no_state_before(name, alice):
    body = {"kind": "audited", "name": name}
    made = alice.post("/registry/v1/resources", json=body, headers={"x-request-id": name}).json()
    (touched,) = record(alice, name).json()["touched"]
    assert touched == {"kind": "resource", "id": made["id"], "after": made}


def test_a_change_has_the_states_before_and_after(name, alice):
    made = resource(alice, description="old")
    path = f"/registry/v1/resources/{made['id']}"
    changed = alice.patch(path, json={"description": "new"}, headers={"x-request-id": name}).json()
    (touched,) = record(alice, name).json()["touched"]
    assert touched == {"kind": "resource", "id": made["id"], "before": made, "after": changed}


def test_a_deletion_has_no_state_after(name, alice):
    made = resource(alice)
    alice.delete(f"/registry/v1/resources/{made['id']}", headers={"x-request-id": name})
    (touched,) = record(alice, name).json()["touched"]
    assert touched == {"kind": "resource", "id": made["id"], "before": made}


def test_reading_the_record_of_a_call_is_a_call_itself(name, alice):
    record(alice, "nothing-of-this-name")
    alice.get("/registry/v1/requests/none", headers={"x-request-id": name})
    found = record(alice, name).json()
    assert (found["operation"], found["status"], found["error"]) == (
        "getRequest",
        404,
        "requestNotFound",
    )


def test_lists_of_requests_leave_the_states_out(name, alice):
    made = resource(alice)
    path = f"/registry/v1/resources/{made['id']}"
    alice.patch(path, json={"description": "new"}, headers={"x-request-id": name})
    items = alice.get("/registry/v1/requests", query={"resource": made["id"]}).json()["items"]
    assert [item["operation"] for item in items] == ["patchResource", "createResource"]
    assert items[0]["touched"] == [{"kind": "resource", "id": made["id"]}]


@pytest.mark.parametrize("fresh", [{"CHARTER_AUDIT_READS": "false"}], indirect=True)
def test_reads_are_left_out_when_the_operator_says_so(fresh):
    alice = fresh.caller("alice")
    alice.get("/registry/v1/resources", headers={"x-request-id": "read"})
    alice.post(
        "/registry/v1/resources", json={"kind": "a", "name": "b"}, headers={"x-request-id": "write"}
    )
    assert (record(alice, "read").status, record(alice, "write").status) == (404, 200)


def test_records_go_after_their_time_and_not_before(fresh):
    alice = fresh.caller("alice")
    days = max(api.rules.audit.keep_days for api in CONTRACT.apis.values() if api.rules.audit)
    alice.get("/registry/v1/resources", headers={"x-request-id": "old"})
    fresh.clock.advance(days=days, seconds=-1)
    fresh.server.chores.sweep()
    within = record(alice, "old").status
    fresh.clock.advance(seconds=2)
    fresh.server.chores.sweep()
    assert (within, record(alice, "old").status) == (200, 404)


def test_the_history_of_a_resource_outlives_the_records(fresh):
    alice = fresh.caller("alice")
    made = resource(alice)
    fresh.clock.advance(days=1000)
    fresh.server.chores.sweep()
    history = alice.get(f"/registry/v1/resources/{made['id']}/history").json()["items"]
    assert [change["action"] for change in history] == ["created"]


def test_the_apis_that_promise_the_audit_have_it():
    found = {operation.api for operation in OPERATIONS if audited(operation)}
    assert found == {"registry", "practice"} & CONTRACT.apis.keys()
