"""A call with an idempotency key runs at most once, however often and however it is sent."""

from __future__ import annotations

import asyncio
import itertools

import orjson
import pytest
from answers import broken, code_of, told
from calls import CONTRACT, OF_PARTNERS, absent, each, good, takes_body
from failures import Failing

_keys = itertools.count(1)
OF_ONE_CALL = {
    "x-request-id", "traceresponse", "x-ratelimit-limit", "x-ratelimit-remaining",
    "x-ratelimit-reset", "idempotent-replayed",
}  # fmt: skip


def idempotent(operation):
    return operation.rules.idempotent is not None


def names(operation):
    return CONTRACT.apis[operation.api].rules.idempotency_key.headers


def audited(operation):
    return CONTRACT.apis[operation.api].rules.audit is not None


@pytest.fixture
def key():
    return f"key-{next(_keys)}"


@pytest.fixture
def caller(operation, cast, alice):
    return cast.partner()[0] if operation.id in OF_PARTNERS else alice


@pytest.fixture
def call(operation, caller, alice):
    return good(operation, caller if operation.id in OF_PARTNERS else alice)


def content(answer):
    """What of an answer is stored and given again."""
    kept = [pair for pair in answer.headers.items() if pair[0] not in OF_ONE_CALL]
    return answer.status, kept, answer.body


@each(idempotent)
def test_the_stored_answer_is_given_again_byte_for_byte(operation, call, caller, key):
    first = call.by(caller, headers={"idempotency-key": key})
    again = [call.by(caller, headers={"idempotency-key": key}) for _ in range(3)]
    assert (first.status < 300, "idempotent-replayed" in first.headers) == (True, False)
    assert [content(answer) for answer in again] == [content(first)] * 3
    assert [answer.headers["idempotent-replayed"] for answer in again] == ["true"] * 3
    assert broken(again[0], operation) == []


@each(idempotent)
def test_all_names_of_the_header_mean_the_same(operation, call, caller, key):
    answers = [call.by(caller, headers={name: key}) for name in names(operation)]
    assert len(names(operation)) >= 2
    assert [content(answer) for answer in answers] == [content(answers[0])] * len(answers)
    assert "idempotent-replayed" in answers[-1].headers


@each(idempotent)
def test_the_same_key_under_several_names_is_one_key(operation, call, caller, key):
    answer = call.by(caller, headers=dict.fromkeys(names(operation), key))
    assert (answer.status < 300, broken(answer, operation)) == (True, [])


@each(idempotent)
def test_two_different_keys_in_one_call_are_refused(operation, call, caller, key):
    one, other, *_ = names(operation)
    answer = call.by(caller, headers={one: key, other: f"{key}-b"})
    assert (told(answer), broken(answer, operation)) == (code_of(operation, "invalid_request"), [])


@each(idempotent)
@pytest.mark.parametrize("malformed", ["", "a b", "a\x7f", "é", "a" * 256, "a, b"])
def test_a_malformed_key_is_refused(operation, malformed, alice):
    for name in names(operation):
        answer = absent(operation).by(alice, headers={name: malformed})
        assert told(answer) == code_of(operation, "invalid_request"), name


@each(idempotent)
def test_the_longest_key_is_taken(operation, call, caller, key):
    longest = key.ljust(255, "~")
    assert call.by(caller, headers={"idempotency-key": longest}).status < 300
    assert "idempotent-replayed" in call.by(caller, headers={"idempotency-key": longest}).headers


@each(lambda operation: idempotent(operation) and takes_body(operation))
def test_the_same_key_with_another_body_is_refused(operation, call, caller, key):
    call.by(caller, headers={"idempotency-key": key})
    other = call.options["json"] | dict.fromkeys(list(call.options["json"])[-1:])
    body = orjson.dumps(call.options["json"]) + b" "
    for more in ({"json": None, "body": body}, {"json": other}):
        answer = call.by(caller, headers={"idempotency-key": key}, **more)
        assert told(answer) in (
            code_of(operation, "idempotency_key_reused"),
            code_of(operation, "invalid_request"),
        )
    spaced = call.by(caller, headers={"idempotency-key": key}, json=None, body=body)
    assert told(spaced) == code_of(operation, "idempotency_key_reused")
    assert broken(spaced, operation) == []


@each(idempotent)
def test_the_same_key_with_another_operation_is_refused(operation, call, caller, alice, key):
    alice.post(
        "/registry/v1/resources", json={"kind": "a", "name": key}, headers={"idempotency-key": key}
    )
    if operation.id == "createResource":
        alice.patch("/platform/v1/organization", json={}, headers={"idempotency-key": key + "o"})
        key += "o"
    answer = call.by(caller, headers={"idempotency-key": key})
    assert told(answer) == code_of(operation, "idempotency_key_reused")
    assert broken(answer, operation) == []


@each(lambda operation: idempotent(operation) and "{" in operation.path)
def test_the_same_key_for_another_thing_is_refused(operation, call, caller, alice, key):
    call.by(caller, headers={"idempotency-key": key})
    answer = good(operation, alice).by(caller, headers={"idempotency-key": key})
    assert told(answer) == code_of(operation, "idempotency_key_reused")


@each(idempotent)
def test_calls_at_the_same_time_run_once(call, caller, loop, key):
    async def together():
        return await asyncio.gather(
            *(call.send(caller, headers={"idempotency-key": key}) for _ in range(8))
        )

    answers = loop.run(together())
    assert len({(answer.status, answer.body) for answer in answers}) == 1
    assert answers[0].status < 300
    assert sum("idempotent-replayed" in answer.headers for answer in answers) == 7


@each(lambda operation: idempotent(operation) and audited(operation))
def test_a_replay_under_the_same_request_id_is_no_conflict(operation, call, caller, alice, key):
    headers = {"idempotency-key": key, "x-request-id": f"id-{key}"}
    first, again = call.by(caller, headers=headers), call.by(caller, headers=headers)
    record = alice.get(f"/registry/v1/requests/id-{key}").json()
    assert content(again) == content(first)
    assert (record["replays"], record["repeats"], record["status"]) == (1, 0, first.status)


@each(lambda operation: idempotent(operation) and audited(operation))
def test_a_replay_under_another_request_id_names_the_first_call(
    operation, call, caller, alice, key
):
    call.by(caller, headers={"idempotency-key": key, "x-request-id": f"first-{key}"})
    call.by(caller, headers={"idempotency-key": key, "x-request-id": f"again-{key}"})
    record = alice.get(f"/registry/v1/requests/again-{key}").json()
    assert (record["replayOf"], record["touched"]) == (f"first-{key}", [])


@each(lambda operation: idempotent(operation) and "{" in operation.path)
def test_a_refusal_of_the_operation_is_kept_and_given_again(operation, alice, key):
    call = absent(operation)
    first = call.by(alice, headers={"idempotency-key": key})
    again = call.by(alice, headers={"idempotency-key": key})
    assert first.status == 404
    assert (again.status, again.headers["content-type"]) == (404, first.headers["content-type"])
    assert again.body == first.body
    assert again.headers["idempotent-replayed"] == "true"


@each(lambda operation: idempotent(operation) and "{" in operation.path)
def test_a_refusal_given_again_under_the_same_request_id_is_no_conflict(operation, alice, key):
    headers = {"idempotency-key": key, "x-request-id": f"id-{key}"}
    call = absent(operation)
    first, again = (call.by(alice, headers=headers) for _ in range(2))
    assert (first.status, again.status, again.body) == (404, 404, first.body)


@each(lambda operation: idempotent(operation) and takes_body(operation))
def test_a_call_that_was_not_valid_leaves_the_key_free(operation, call, caller, key):
    bad = call.by(caller, json={"no such": 1}, headers={"idempotency-key": key})
    good_one = call.by(caller, headers={"idempotency-key": key})
    assert (bad.status, good_one.status < 300) == (400, True)


@each(idempotent)
def test_a_call_that_was_not_let_in_leaves_the_key_free(operation, call, caller, cast, key):
    weak = cast.client.with_key(cast.key("alice"))
    call.by(cast.client, headers={"idempotency-key": key})
    if operation.rules.scopes:
        assert call.by(weak, headers={"idempotency-key": key}).status == 403
    answer = call.by(caller, headers={"idempotency-key": key})
    assert (answer.status < 300, "idempotent-replayed" in answer.headers) == (True, False)


@each(idempotent)
def test_a_call_that_failed_inside_leaves_the_key_free(operation, call, caller, cast, key):
    with Failing(cast.server, operation):
        failed = call.by(caller, headers={"idempotency-key": key})
    answer = call.by(caller, headers={"idempotency-key": key})
    assert (failed.status, broken(failed, operation)) == (500, [])
    assert (answer.status < 300, "idempotent-replayed" in answer.headers) == (True, False)


@each(idempotent)
def test_a_key_is_free_again_after_its_time(operation, applications):
    fresh = applications(CHARTER_RATE_LIMIT_SCALE="0")
    alice = fresh.caller("alice")
    caller = fresh.partner()[0] if operation.id in OF_PARTNERS else alice
    call = good(operation, caller if operation.id in OF_PARTNERS else alice)
    call.by(caller, headers={"idempotency-key": operation.id})
    keep = (
        operation.rules.idempotent.keep or CONTRACT.apis[operation.api].rules.idempotency_key.keep
    )
    fresh.clock.advance(seconds=keep - 1)
    within = call.by(caller, headers={"idempotency-key": operation.id})
    fresh.clock.advance(seconds=2)
    after = call.by(caller, headers={"idempotency-key": operation.id})
    assert ("idempotent-replayed" in within.headers, "idempotent-replayed" in after.headers) == (
        True,
        False,
    )


@each(idempotent)
def test_keys_of_two_organizations_are_different_keys(operation, call, caller, charlie, key):
    call.by(caller, headers={"idempotency-key": key})
    answer = absent(operation).by(charlie, headers={"idempotency-key": key})
    assert "idempotent-replayed" not in answer.headers
    assert answer.status != 422
