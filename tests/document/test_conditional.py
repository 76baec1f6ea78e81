"""A call can be tied to the state that its caller knows: entity tags on every operation with the rule."""

from __future__ import annotations

import asyncio
import itertools

import pytest
from answers import broken, code_of, told
from calls import absent, each, good, reads, takes_body

_numbers = itertools.count(1)


def tagged(operation):
    return operation.rules.conditional is not None and operation.rules.conditional.etag is not None


def matching(operation):
    return operation.rules.conditional is not None and operation.rules.conditional.match


def read_tagged(operation):
    return tagged(operation) and reads(operation)


def state(alice, call):
    """The resource that the call is for."""
    return alice.get("/".join(call.path.split("/")[:5]))


def changed(alice, call):
    alice.patch("/".join(call.path.split("/")[:5]), json={"description": f"{next(_numbers)}"})


@each(tagged)
def test_the_answer_has_a_strong_tag_of_its_version(operation, alice):
    answer = good(operation, alice).by(alice)
    property_ = operation.rules.conditional.etag
    assert answer.headers["etag"] == f'"{answer.json()[property_]}"'


@each(read_tagged)
def test_the_tag_changes_with_every_change(operation, alice):
    call = good(operation, alice)
    before = call.by(alice).headers["etag"]
    changed(alice, call)
    assert call.by(alice).headers["etag"] != before


@each(read_tagged)
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '{}, W/"other"', '"a,b",\t{}', "*"])
def test_a_reader_who_has_it_already_is_told_so(operation, form, alice):
    call = good(operation, alice)
    whole = call.by(alice)
    answer = call.by(alice, headers={"if-none-match": form.format(whole.headers["etag"])})
    assert (answer.status, answer.body, broken(answer, operation)) == (304, b"", [])
    assert answer.headers["etag"] == whole.headers["etag"]
    assert not {"content-type", "content-length"} & set(answer.headers)


@each(read_tagged)
@pytest.mark.parametrize("form", ['"other"', 'W/"other"', '""', '"*"', '"01"', '"10"'])
def test_a_reader_who_has_something_else_gets_it(operation, form, alice):
    call = good(operation, alice)
    answer = call.by(alice, headers={"if-none-match": form})
    assert (answer.status, answer.body == b"") == (200, False)


@each(read_tagged)
def test_head_is_answered_304_as_get_is(operation, alice):
    call = good(operation, alice)
    tag = call.by(alice).headers["etag"]
    assert alice.call("HEAD", call.path, headers={"if-none-match": tag}).status == 304


@each(read_tagged)
def test_several_fields_of_the_condition_are_one_list(operation, alice):
    call = good(operation, alice)
    tag = call.by(alice).headers["etag"].encode()
    raw = [(b"if-none-match", b'"other"'), (b"If-None-Match", tag)]
    assert call.by(alice, raw_headers=raw).status == 304


@each(read_tagged)
def test_a_condition_on_nothing_is_not_found(operation, alice):
    answer = absent(operation).by(alice, headers={"if-none-match": "*"})
    assert answer.status == 404


@each(matching)
@pytest.mark.parametrize("form", ["{}", '"999", {}', "*", '{},W/"999"'])
def test_a_change_of_the_known_state_is_carried_out(operation, form, alice):
    call = good(operation, alice)
    tag = state(alice, call).headers["etag"]
    assert call.by(alice, headers={"if-match": form.format(tag)}).status < 300


@each(matching)
def test_a_change_without_a_condition_is_carried_out(operation, alice):
    assert good(operation, alice).by(alice).status < 300


@each(matching)
@pytest.mark.parametrize(
    "form", ['"999"', "W/{}", '"999", "998"', '""', '"01"', '"1.0"', '"' + "9" * 40 + '"']
)
def test_a_change_of_another_state_is_refused_and_changes_nothing(operation, form, alice):
    call = good(operation, alice)
    before = state(alice, call)
    answer = call.by(alice, headers={"if-match": form.format(before.headers["etag"])})
    assert (told(answer), broken(answer, operation)) == (code_of(operation, "version_mismatch"), [])
    assert state(alice, call).body == before.body


@each(lambda operation: read_tagged(operation) or matching(operation))
@pytest.mark.parametrize(
    "form", ["1", "", '"1', '1"', '"a, "b"', "garbage", '*, "1"', 'w/"1"', '"1" "2"']
)
def test_a_condition_that_is_none_is_refused(operation, form, alice):
    name = "if-none-match" if reads(operation) else "if-match"
    answer = good(operation, alice).by(alice, headers={name: form})
    assert (told(answer), broken(answer, operation)) == (code_of(operation, "invalid_request"), [])


@each(matching)
def test_a_state_that_has_passed_is_refused(operation, alice):
    call = good(operation, alice)
    tag = state(alice, call).headers["etag"]
    changed(alice, call)
    assert call.by(alice, headers={"if-match": tag}).status == 412


@each(matching)
def test_a_condition_on_a_thing_that_is_not_there_is_not_found(operation, alice):
    for tag in ("*", '"1"'):
        assert absent(operation).by(alice, headers={"if-match": tag}).status == 404


@each(lambda operation: matching(operation) and takes_body(operation))
def test_of_two_who_know_the_same_state_one_succeeds(operation, alice, loop):
    call = good(operation, alice)
    tag = state(alice, call).headers["etag"]

    async def both():
        sent = (call.send(alice, headers={"if-match": tag}) for _ in range(2))
        return await asyncio.gather(*sent)

    assert sorted(answer.status for answer in loop.run(both())) == [200, 412]


@each(lambda operation: operation.rules.idempotent is not None and matching(operation))
def test_a_replay_is_not_tied_to_the_state_after_the_first_call(operation, alice):
    call = good(operation, alice)
    headers = {
        "if-match": state(alice, call).headers["etag"],
        "idempotency-key": f"tied-{next(_numbers)}",
    }
    first, again = (call.by(alice, headers=headers) for _ in range(2))
    assert (first.status < 300, again.status, again.body) == (True, first.status, first.body)
