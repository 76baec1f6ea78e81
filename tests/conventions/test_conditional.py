"""A call can depend on the state that its caller knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conventions import conditional
from conventions.exchange import Answer


@pytest.mark.parametrize(
    ("field", "weak", "strong"),
    [
        ('"1"', {"1"}, {"1"}),
        ('W/"1"', {"1"}, set()),
        ('"1", W/"2" ,"3"', {"1", "2", "3"}, {"1", "3"}),
        ('"a,b", "c"', {"a,b", "c"}, {"a,b", "c"}),
        ('""', {""}, {""}),
        ("1", set(), set()),
        ('w/"1"', set(), set()),
        ('"1', set(), set()),
        ('x"1"', set(), set()),
        ("", set(), set()),
        ('"1", *', {"1"}, {"1"}),
        ("*", None, None),
        (" * ", None, None),
    ],
)
def test_a_list_of_tags_is_read_for_weak_and_for_strong_comparison(field, weak, strong):
    assert conditional.tags(field, weak=True) == weak
    assert conditional.tags(field, weak=False) == strong


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ('"7"', {7}),
        ('"7", "8"', {7, 8}),
        ('W/"7"', set()),
        ('"07"', set()),
        ('"+7"', set()),
        ('"7 "', set()),
        ('"abc"', set()),
        ('""', set()),
        ('"' + "9" * 19 + '"', set()),
        ('"' + "9" * 5000 + '"', set()),
        ("7", set()),
        ("*", None),
    ],
)
def test_if_match_lists_versions_by_strong_comparison(field, expected):
    assert conditional.versions(field) == expected


@given(st.sets(st.integers(0, 10**18 - 1), min_size=1, max_size=5))
def test_the_tags_that_we_give_are_the_versions_that_we_read(versions):
    field = ", ".join(map(conditional.tag, versions))

    assert conditional.versions(field) == versions


@given(st.text(max_size=40))
def test_no_header_breaks_the_reader(field):
    conditional.versions(field)


def test_an_operation_that_does_not_match_has_no_link(operations):
    assert conditional.bind_expected(operations["getNote"]) is None
    assert conditional.bind_expected(operations["listNotes"]) is None


@pytest.mark.parametrize(
    ("headers", "expected"),
    [({}, None), ({"if-match": "*"}, None), ({"if-match": '"3"'}, {3}), ({"if-match": "3"}, set())],
)
def test_what_is_expected_is_the_handlers_argument(operations, exchange, headers, expected):
    call = exchange(headers=headers)

    conditional.bind_expected(operations["replaceNote"])(call)

    assert call.arguments == {"expected": expected}


def answer():
    return Answer(200, [(b"content-type", b"application/json")], b"{}")


def test_an_answer_carries_its_version_as_tag(operations, exchange):
    stamp = conditional.bind_answer(operations["getNote"])

    stamped = stamp(exchange(), {"version": 3}, answer())

    assert stamped == Answer(
        200, [(b"content-type", b"application/json"), (b"etag", b'"3"')], b"{}"
    )


@pytest.mark.parametrize("field", ['"3"', 'W/"3"', '"2", "3"', "*"])
def test_a_reader_who_has_it_already_is_told_so_without_the_body(operations, exchange, field):
    stamp = conditional.bind_answer(operations["getNote"])

    stamped = stamp(exchange(headers={"if-none-match": field}), {"version": 3}, answer())

    assert stamped == Answer(304, [(b"etag", b'"3"')], b"")


@pytest.mark.parametrize("field", ['"2"', "3", ""])
def test_a_reader_who_has_another_version_gets_this_one(operations, exchange, field):
    stamp = conditional.bind_answer(operations["getNote"])

    assert stamp(exchange(headers={"if-none-match": field}), {"version": 3}, answer()).status == 200


def test_a_write_is_never_answered_not_modified(operations, exchange):
    stamp = conditional.bind_answer(operations["replaceNote"])

    stamped = stamp(exchange(headers={"if-none-match": '"3"'}), {"version": 3}, answer())

    assert stamped.status == 200


def test_an_operation_without_a_tag_has_no_link(operations):
    assert conditional.bind_answer(operations["deleteNote"]) is None
    assert conditional.bind_answer(operations["listNotes"]) is None
