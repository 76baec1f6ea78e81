"""Answers are indented for who asks for it, and say the same."""

from __future__ import annotations

import json

from answers import broken
from calls import CONTRACT, absent, each, good, reads

PRETTY = {"query": {"pretty": "true"}}


def offered(operation):
    return CONTRACT.apis[operation.api].rules.pretty


def indented(answer):
    """What the answer would be with two spaces for each level."""
    return json.dumps(answer.json(), indent=2, ensure_ascii=False).encode()


@each(offered)
def test_an_answer_is_indented_for_who_asks(operation, alice):
    answer = good(operation, alice).by(alice, **PRETTY)
    assert (broken(answer, operation), answer.status < 300) == ([], True)
    assert answer.body == indented(answer)
    assert answer.headers["content-length"] == str(len(answer.body))


@each(lambda operation: offered(operation) and reads(operation))
def test_it_says_what_it_says_otherwise(operation, alice):
    call = good(operation, alice)
    plain, pretty = call.by(alice), call.by(alice, **PRETTY)
    assert plain.json() == pretty.json()
    assert plain.body == call.by(alice, query={"pretty": "false"}).body
    assert b"\n" not in plain.body


@each(offered)
def test_refusals_are_indented_too(operation, alice, nobody):
    for caller, query in ((nobody, {}), (alice, {"unknown": "1"})):
        answer = absent(operation).by(caller, query={"pretty": "true"} | query)
        assert (broken(answer, operation), answer.body) == ([], indented(answer))


@each(offered)
def test_it_is_asked_for_by_a_boolean(operation, alice):
    for value in ("yes", "1", "", "null"):
        answer = absent(operation).by(alice, query={"pretty": value})
        assert (answer.status, broken(answer, operation)) == (400, []), value
