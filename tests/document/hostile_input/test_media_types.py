"""A body is of a media type that the document lists, however it is written, or it is refused."""

from __future__ import annotations

import pytest
from answers import blamed, broken, refused
from calls import absent, each, good, takes_body, takes_file, takes_json
from forms import form, part

OTHER_TYPES = [
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=a",
    "application/json; charset=utf-16",
    "application/json; charset=latin-1",
    "application/json;charset=utf-7",
    "application/merge-patch+json; charset=iso-8859-1",
    "application/vnd.api+json",
    "application",
    "json",
    ";",
    "",
    "*/*",
    "application/json, text/plain",
]


@each(takes_body)
def test_another_media_type_or_charset_is_refused(operation, alice):
    call = absent(operation)
    own = call.options["content_type"].partition(";")[0]
    for kind in OTHER_TYPES:
        if kind.startswith(own) and "charset" not in kind:
            continue
        answer = call.by(alice, content_type=None, headers={"content-type": kind})
        assert refused(answer, operation, "unsupported_media_type") == [], kind


@each(takes_body)
def test_a_body_without_a_media_type_is_refused(operation, alice):
    answer = absent(operation).by(alice, content_type=None)
    assert refused(answer, operation, "unsupported_media_type") == []


@each(takes_body)
@pytest.mark.parametrize(
    "change", [str.upper, str.title, "{}; charset=utf-8".format, "{};charset=UTF-8".format]
)
def test_the_media_type_is_read_without_regard_to_case(operation, change, alice):
    call = good(operation, alice)
    name, mark, boundary = call.options["content_type"].partition(";")
    answer = call.by(alice, content_type=change(name) + mark + boundary)
    assert (broken(answer, operation), answer.status < 300) == ([], True)


@each(takes_json)
def test_the_body_is_validated_whatever_the_case_of_its_type(operation, alice):
    call = absent(operation)
    kind = call.options["content_type"].title()
    answer = call.by(alice, json={"no such property": 1}, content_type=kind)
    assert refused(answer, operation, "invalid_request") == []


@each(takes_file)
def test_an_unknown_part_is_refused_and_named(operation, alice):
    body = form(part("unknown", b"a"))
    answer = absent(operation).by(alice, body=body)
    assert refused(answer, operation, "invalid_request") == []
    assert blamed(answer) == ["unknown"]
