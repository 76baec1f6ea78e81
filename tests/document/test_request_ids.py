"""Each call has one id: the caller's where the API asks for it, said back on every answer."""

from __future__ import annotations

import re

import pytest
from answers import broken, code_of, told
from calls import CONTRACT, absent, each, good, reads, takes_body
from failures import Failing

MALFORMED = ["", "a b", "a" * 65, "é", "a\x7f", "a\tb", "\x00", "a\nb", "a, b"]


def rule(operation):
    return CONTRACT.apis[operation.api].rules.request_id


def required(operation):
    return rule(operation) is not None and rule(operation).required


def unique(operation):
    return rule(operation) is not None and rule(operation).unique


def chosen(operation):
    """Whether the caller's id is taken: where records are called after ids, only a rule allows it."""
    return rule(operation) is not None or CONTRACT.apis[operation.api].rules.audit is None


def traced(operation):
    return CONTRACT.apis[operation.api].rules.trace is not None


def optional(operation):
    return rule(operation) is not None and not rule(operation).required


@each(required)
def test_a_call_without_an_id_is_refused(operation, alice):
    answer = absent(operation).by(alice, headers={"x-request-id": None})
    assert (told(answer), broken(answer, operation)) == (code_of(operation, "invalid_request"), [])
    assert answer.json()["details"][0]["location"] == "header.X-Request-ID"


@each(lambda operation: rule(operation) is not None)
@pytest.mark.parametrize("malformed", MALFORMED)
def test_a_malformed_id_is_refused_and_not_echoed(operation, malformed, alice):
    answer = absent(operation).by(alice, headers={"x-request-id": malformed})
    assert (told(answer), broken(answer, operation)) == (code_of(operation, "invalid_request"), [])
    assert re.fullmatch(r"req_[0-9a-f]{32}", answer.headers["x-request-id"])


@each(lambda operation: rule(operation) is not None)
@pytest.mark.parametrize("well_formed", ["~", "!" + "a" * 62 + "~", "a,b;c=d", '"<>\\'])
def test_every_visible_id_of_64_characters_is_taken(operation, well_formed, alice):
    name = f"{well_formed[: -len(operation.id)] if len(well_formed) > 60 else well_formed}{operation.id}"
    answer = absent(operation).by(alice, headers={"x-request-id": name})
    assert (answer.status == 400, answer.headers["x-request-id"]) == (False, name)


@each(optional)
def test_a_call_without_an_id_gets_one(operation, alice):
    call = absent(operation)
    one, other = (call.by(alice, headers={"x-request-id": None}) for _ in range(2))
    assert re.fullmatch(r"req_[0-9a-f]{32}", one.headers["x-request-id"])
    assert one.headers["x-request-id"] != other.headers["x-request-id"]


def answered(operation, cast, alice, nobody):
    """Answers of every sort, to calls with ids that are numbered."""
    call, name = absent(operation), f"echo-{operation.id}"
    answers = {
        "plain": call.by(alice, headers={"x-request-id": f"{name}-1"}),
        "no key": call.by(nobody, headers={"x-request-id": f"{name}-2"}),
        "bad query": call.by(alice, query=b"a=b", headers={"x-request-id": f"{name}-3"}),
        "accept": call.by(alice, headers={"x-request-id": f"{name}-4", "accept": "text/html"}),
        "method": alice.call("TRACE", call.path, headers={"x-request-id": f"{name}-5"}),
        "options": nobody.call("OPTIONS", call.path, headers={"x-request-id": f"{name}-6"}),
        "path": alice.get(call.path + "/x", headers={"x-request-id": f"{name}-7"}),
        "headers": call.by(alice, headers={"x-request-id": f"{name}-8", "x-p": "a" * 20_000}),
    }
    if takes_body(operation):
        answers["body"] = call.by(
            alice, body=b"{", json=None, headers={"x-request-id": f"{name}-9"}
        )
        answers["type"] = call.by(
            alice, content_type="text/plain", headers={"x-request-id": f"{name}-10"}
        )
    if operation.rules.scopes:
        weak = nobody.with_key(cast.key("alice"))
        answers["scope"] = call.by(weak, headers={"x-request-id": f"{name}-11"})
    return answers


@each(chosen)
def test_the_id_is_said_back_whatever_the_answer_is(operation, cast, alice, nobody):
    name, answers = f"echo-{operation.id}", answered(operation, cast, alice, nobody)
    echoed = {sort: answer.headers.get("x-request-id") for sort, answer in answers.items()}
    numbers = {sort: int(text.rsplit("-", 1)[1]) for sort, text in echoed.items()}
    assert len(set(numbers.values())) == len(answers)
    assert all(text.startswith(f"{name}-") for text in echoed.values())


@each(lambda operation: not chosen(operation))
def test_nobody_chooses_an_id_without_the_rule(operation, cast, alice, nobody):
    answers = answered(operation, cast, alice, nobody)
    made = {answer.headers["x-request-id"] for answer in answers.values()}
    assert len(made) == len(answers)
    assert all(re.fullmatch(r"req_[0-9a-f]{32}", name) for name in made)


@each(traced)
def test_every_answer_names_its_trace_in_the_header_of_the_rule(operation, cast, alice, nobody):
    header = CONTRACT.apis[operation.api].rules.trace.header.lower()
    answers = answered(operation, cast, alice, nobody)
    traces = {answer.headers[header] for answer in answers.values()}
    assert len(traces) == len(answers)
    assert all(re.fullmatch(r"[0-9a-f]{32}", trace) for trace in traces)


@each(chosen)
def test_the_id_is_said_back_when_the_server_breaks(operation, cast, alice):
    call = good(operation, alice) if "confirm" not in operation.path else None
    if call is None:
        caller, _ = cast.partner()
        call = good(operation, caller)
    else:
        caller = alice
    with Failing(cast.server, operation):
        answer = call.by(caller, headers={"x-request-id": f"broke-{operation.id}"})
    assert told(answer) == code_of(operation, "internal_error")
    assert answer.headers["x-request-id"] == f"broke-{operation.id}"


@each(unique)
def test_a_used_id_is_refused(operation, alice):
    call = good(operation, alice)
    alice.get("/registry/v1/resources", headers={"x-request-id": f"used-{operation.id}"})
    answer = call.by(alice, headers={"x-request-id": f"used-{operation.id}"})
    assert (told(answer), broken(answer, operation)) == (code_of(operation, "request_id_used"), [])


@each(lambda operation: unique(operation) and not reads(operation))
def test_a_call_with_a_used_id_changes_nothing(operation, alice):
    call = good(operation, alice)
    alice.get("/registry/v1/resources", headers={"x-request-id": f"spent-{operation.id}"})
    call.by(alice, headers={"x-request-id": f"spent-{operation.id}"})
    assert call.by(alice).status < 300  # were it done already: a taken name, a second move, a 404


@each(unique)
def test_the_id_of_a_refused_call_is_used_as_well(operation, alice):
    headers = {"x-request-id": f"refused-{operation.id}"}
    absent(operation).by(alice, query=b"unknown=1", headers=headers)
    assert told(absent(operation).by(alice, headers=headers)) == code_of(
        operation, "request_id_used"
    )


@each(unique)
def test_the_id_of_a_call_without_a_valid_key_is_not_used(operation, alice, nobody):
    headers = {"x-request-id": f"stranger-{operation.id}"}
    absent(operation).by(nobody, headers=headers)
    assert absent(operation).by(alice, headers=headers).status != 409


@each(lambda operation: rule(operation) is not None and not unique(operation))
def test_an_id_may_come_again_where_it_need_not_be_unique(operation, alice):
    headers = {"x-request-id": f"again-{operation.id}"}
    statuses = [absent(operation).by(alice, headers=headers).status for _ in range(2)]
    assert statuses[0] == statuses[1] or 409 in statuses  # the second creation of one name
    assert b"request_id_used" not in absent(operation).by(alice, headers=headers).body


def test_a_malformed_id_of_a_page_is_replaced(nobody):
    answer = nobody.get("/healthz", headers={"x-request-id": "a b"})
    assert (answer.status, answer.headers["x-request-id"][:4]) == (200, "req_")
