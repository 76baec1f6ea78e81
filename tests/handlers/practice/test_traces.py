"""By the trace of a call everything that is known of it is found."""

import pytest
from office import CLIENTS, NOWHERE, PRACTICE, data, user

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", CLIENTS, {}, 200),
        ("POST", CLIENTS, {}, 400),
        ("GET", f"{CLIENTS}?limit=0", {}, 400),
        ("GET", CLIENTS, {"authorization": None}, 401),
        ("GET", CLIENTS, {"authorization": "Bearer x"}, 403),
        ("GET", f"{CLIENTS}/{NOWHERE}", {}, 404),
        ("GET", f"{PRACTICE}/nowhere", {}, 404),
        ("PATCH", CLIENTS, {}, 405),
    ],
)
def test_every_answer_names_the_trace_of_the_caller(method, path, headers, status, alice):
    answer = alice.call(method, path, headers=headers | PARENT)

    assert (answer.status, answer.headers["x-practice-traceid"]) == (status, TRACE)
    if status >= 400:
        assert answer.json()["error"]["traceId"] == TRACE


def record(alice, answer):
    """What the audit has of a call."""
    id = answer.headers["x-request-id"]
    return alice.get(f"/registry/v1/requests/{id}").json()


def test_the_record_of_a_success_has_it(alice):
    answer = alice.post(CLIENTS, json={"name": "North"})

    found = record(alice, answer)

    assert (found["operation"], found["status"]) == ("CreateClient", 201)
    assert found["traceId"] == answer.headers["x-practice-traceid"]
    assert [touched["id"] for touched in found["touched"]] == [data(answer)["clientId"]]


def test_the_record_of_a_refusal_has_it(alice):
    answer = alice.get(f"{CLIENTS}/{NOWHERE}")

    found = record(alice, answer)

    assert (found["traceId"], found["error"]) == (
        answer.json()["error"]["traceId"],
        "client_not_found",
    )


def test_an_error_has_its_four_parts_and_nothing_else(alice):
    answer = alice.get(CLIENTS, headers={"x-practice-userid": NOWHERE})

    assert list(answer.json()) == ["error"]
    assert answer.json()["error"] == {
        "code": "invalid_request",
        "message": "The request is not valid.",
        "details": [{"field": "x-practice-userid", "message": "There is no such user."}],
        "traceId": answer.headers["x-practice-traceid"],
    }


@pytest.mark.parametrize("fresh", [{"CHARTER_RATE_LIMIT_SCALE": "0.001"}], indirect=True)
def test_who_calls_too_often_is_told_when_to_come_again(fresh):
    alice = fresh.caller("alice")
    answers = [alice.get(CLIENTS) for _ in range(3)]

    throttled = [answer for answer in answers if answer.status == 429]
    assert throttled
    assert int(throttled[0].headers["retry-after"]) > 0
    assert throttled[0].json()["error"]["code"] == "rate_limited"


def test_a_call_for_a_user_is_recorded_as_any_other(alice):
    named = {"x-practice-userid": user(alice)}

    assert record(alice, alice.get(CLIENTS, headers=named))["status"] == 200
