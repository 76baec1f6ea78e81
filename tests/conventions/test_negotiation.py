"""An operation speaks the media types of its document, and says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.errors import NotAcceptable, UnsupportedMediaType
from conventions import negotiation

JSON = frozenset({"application/json"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("application/json", ("application/json", {})),
        ('Application/JSON; Charset="UTF-8"', ("application/json", {"charset": "utf-8"})),
        (" text/html ;q=0.5; a = b ", ("text/html", {"q": "0.5", "a": "b"})),
        ("", ("", {})),
        (";;=", ("", {"": ""})),
    ],
)
def test_a_media_type_is_read_without_regard_to_case_and_space(text, expected):
    assert negotiation.media_type(text) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("application/json", True),
        ("APPLICATION/JSON", True),
        ("application/*", True),
        ("*/*", True),
        ("", True),
        (" , ", True),
        ("text/html, */*; q=0.1", True),
        ("application/json; q=0.001", True),
        ("application/json;version=2", True),
        ("application/json, text/html", True),
        ("text/html", False),
        ("text/*", False),
        ("application/jsonx", False),
        ("application/problem+json", False),
        ("application/json;q=0", False),
        ("application/json;q=0.000", False),
        ("application/json;q=0, */*", False),
        ("application/*;q=0, */*", False),
        ("*/*;q=0", False),
        ("application/json;q=1, application/*;q=0, */*;q=0", True),
        ("application/json;q=nonsense", False),
        ("application/json;q=nan", False),
        ("application/json;q=-1", False),
    ],
)
def test_the_most_specific_range_decides(accept, expected):
    assert negotiation.accepts(accept, JSON) is expected


def test_one_acceptable_type_of_several_is_enough():
    assert negotiation.accepts("text/csv", frozenset({"application/json", "text/csv"}))


@given(st.text(max_size=60))
def test_no_header_breaks_the_reader(text):
    assert negotiation.accepts(text, JSON) in (True, False)
    assert negotiation.spoken(text, JSON) in (True, False)


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("application/json", True),
        ("Application/JSON", True),
        ("application/json; charset=utf-8", True),
        ('application/json;charset="UTF-8"', True),
        ("application/json; charset=utf8", True),
        ("application/json; charset=utf-16", False),
        ("application/json; charset=iso-8859-1", False),
        ("application/json, application/json", False),
        ("text/json", False),
        ("application/merge-patch+json", False),
        ("", False),
    ],
)
def test_a_body_is_understood_in_its_type_and_in_utf_8(content_type, expected):
    assert negotiation.spoken(content_type, JSON) is expected


@pytest.mark.parametrize("headers", [{}, {"accept": "*/*"}, {"accept": "application/json"}])
def test_who_accepts_the_answer_is_let_through(operations, exchange, headers):
    negotiation.bind_accept(operations["getNote"])(exchange(headers=headers))


@pytest.mark.parametrize("accept", ["text/html", "application/problem+json"])
def test_who_accepts_only_other_types_is_told_which_there_are(operations, exchange, accept):
    with pytest.raises(NotAcceptable) as refused:
        negotiation.bind_accept(operations["listArchive"])(exchange(headers={"accept": accept}))

    assert refused.value.facts == {"available": "application/json"}


def test_an_operation_without_a_body_looks_at_no_content_type(operations):
    assert negotiation.bind_content_type(operations["getNote"]) is None


def test_a_body_of_another_type_is_refused_with_what_is_expected(operations, exchange):
    link = negotiation.bind_content_type(operations["createNote"])

    with pytest.raises(UnsupportedMediaType) as refused:
        link(exchange(headers={"content-type": "text/plain"}, body=b"{}"))

    assert refused.value.facts == {"expected": "application/json"}


def test_a_body_without_a_type_is_refused(operations, exchange):
    with pytest.raises(UnsupportedMediaType):
        negotiation.bind_content_type(operations["createNote"])(exchange(body=b"{}"))


def test_no_body_needs_no_type(operations, exchange):
    negotiation.bind_content_type(operations["createNote"])(exchange())
