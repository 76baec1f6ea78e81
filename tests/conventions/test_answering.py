"""Plain data becomes the declared answer."""

import dataclasses

import pytest

from conventions import answering, paging
from conventions.answering import AnswerBreaksDocument
from models.paging import Slice

NOTE = {"id": "n1", "version": 3, "text": "Milk"}


@pytest.fixture
def bound(operations, contract, compiler):
    def bind(name, *, validate="full", close=None):
        return answering.bind(operations[name], contract, compiler, close, validate=validate)

    return bind


def test_a_mapping_becomes_the_declared_2xx(bound, exchange):
    answer = bound("getNote")(exchange(), NOTE)

    assert answer.status == 200
    assert answer.headers == [(b"content-type", b"application/json"), (b"etag", b'"3"')]
    assert answer.body == b'{"id":"n1","version":3,"text":"Milk"}'


def test_nothing_becomes_an_answer_without_a_body(bound, exchange):
    answer = bound("deleteNote")(exchange(method="DELETE"), None)

    assert (answer.status, answer.headers, answer.body) == (204, [], b"")


def test_what_was_made_says_where_it_is(bound, exchange):
    answer = bound("createNote")(exchange(method="POST"), NOTE)

    assert answer.status == 201
    assert dict(answer.headers)[b"location"] == b"/notes/v1/notes/n1"


def test_a_location_is_percent_encoded(bound, exchange):
    answer = bound("createNote")(exchange(method="POST"), NOTE | {"id": "a/\xe9 {x}\r\n"})

    assert dict(answer.headers)[b"location"] == b"/notes/v1/notes/a%2F%C3%A9%20%7Bx%7D%0D%0A"


def test_a_reader_who_has_the_version_gets_no_body(bound, exchange):
    answer = bound("getNote")(exchange(headers={"if-none-match": '"3"'}), NOTE)

    assert (answer.status, answer.body) == (304, b"")


def test_a_slice_gets_its_envelope(bound, operations, vault, exchange):
    opener, closer = paging.bind(operations["listArchive"], vault)
    call = exchange(arguments={"limit": 20})
    opener(call)

    answer = bound("listArchive", close=closer)(call, Slice([NOTE], total=1))

    assert answer.body.startswith(b'{"items":[{"id":"n1"')


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("getNote", {"id": "n1", "version": 3}),
        ("getNote", NOTE | {"more": 1}),
        ("getNote", None),
        ("deleteNote", {}),
    ],
)
def test_what_the_document_does_not_promise_is_a_fault_of_ours(bound, exchange, name, value):
    with pytest.raises(AnswerBreaksDocument, match=name):
        bound(name)(exchange(), value)


def test_the_fault_does_not_show_the_value(bound, exchange):
    with pytest.raises(AnswerBreaksDocument) as broken:
        bound("getNote")(exchange(), NOTE | {"text": ["xyzzy"]})

    assert "xyzzy" not in str(broken.value)


def test_one_answer_in_a_hundred_is_validated_when_sampled(bound, exchange):
    conclude = bound("getNote", validate="sampled")
    wrong = NOTE | {"text": 1}

    for _ in range(99):
        conclude(exchange(), wrong)
    with pytest.raises(AnswerBreaksDocument):
        conclude(exchange(), wrong)


def test_no_answer_is_validated_when_off(bound, exchange):
    assert bound("getNote", validate="off")(exchange(), NOTE | {"text": 1}).status == 200


@pytest.mark.parametrize("responses", [{}, {"404": {}}, {"200": {}, "201": {}}])
def test_an_operation_must_have_one_good_answer(operations, responses):
    operation = dataclasses.replace(operations["getNote"], definition={"responses": responses})

    with pytest.raises(ValueError, match="getNote"):
        answering.success(operation)
