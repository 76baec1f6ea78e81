"""Whatever is sent as JSON, what is not faultless is refused, and nothing is stored."""

from __future__ import annotations

import orjson
import pytest
from answers import blamed, broken, refused
from calls import CONTRACT, absent, each, each_sort, good, reads, takes_body, takes_json
from lists import asked, linked

LIMIT = CONTRACT.rules.body_limit
DEPTH = CONTRACT.rules.json_depth
NOT_AN_OBJECT = [b"null", b"true", b"0", b'"text"', b"[]", b"[{}]", b"1e308"]

NOT_JSON = {
    "not UTF-8": b'{"name": "\xff\xfe"}',
    "cut off in a character": b'{"name": "\xc3"}',
    "a surrogate as UTF-8": b'{"name": "\xed\xa0\x80"}',
    "an overlong slash": b'{"name": "\xc0\xaf"}',
    "with a byte order mark": b'\xef\xbb\xbf{"name": "a"}',
    "UTF-16": '{"name": "a"}'.encode("utf-16"),
    "UTF-16 without mark": '{"name": "a"}'.encode("utf-16-le"),
    "UTF-32": '{"name": "a"}'.encode("utf-32"),
    "nothing but space": b" \n\t",
    "NUL alone": b"\0",
    "NUL in a string": b'{"name": "a\\u0000b"}',
    "NUL in a name": b'{"na\\u0000me": "a"}',
    "a raw NUL in a string": b'{"name": "a\0b"}',
    "half a surrogate pair": b'{"name": "\\ud800"}',
    "the wrong half first": b'{"name": "\\udc00\\ud800"}',
    "a name twice": b'{"name": "a", "name": "b"}',
    "a name twice, written differently": b'{"name": "a", "n\\u0061me": "b"}',
    "a name twice, deep inside": b'{"attributes": {"a": [{"b": 1, "b": 2}]}}',
    "a number beyond a double": b'{"attributes": {"a": 1e400}}',
    "a negative number beyond a double": b'{"attributes": {"a": -1E+999}}',
    "an integer beyond 64 bits": b'{"attributes": {"a": 9223372036854775808}}',
    "a very long integer": b'{"attributes": {"a": ' + b"9" * 5000 + b"}}",
    "NaN": b'{"attributes": {"a": NaN}}',
    "Infinity": b'{"attributes": {"a": -Infinity}}',
    "nested too deeply": b'{"attributes": ' + b'{"a":' * DEPTH + b"1" + b"}" * DEPTH + b"}",
    "nested a hundred thousand times": b"[" * 100_000 + b"]" * 100_000,
    "opened and never closed": b"[" * 100_000,
    "two values": b'{"name": "a"}{"name": "b"}',
    "a comma too many": b'{"name": "a",}',
    "single quotes": b"{'name': 'a'}",
    "a comment": b'{"name": "a"} // b',
    "a form": b"name=a&kind=b",
    "XML": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
}


@pytest.fixture
def stored(alice):
    """How much there is of everything that the hostile calls could make."""
    lists = (one for one in CONTRACT.operations.values() if one.rules.paged)
    counted = [one for one in lists if one.rules.paged.style in ("pagination", "page")]

    def count():
        return [
            len(alice.get("/registry/v1/resources", query={"limit": 100}).json()["items"]),
            alice.get("/platform/v1/keys", query={"limit": 1}).json()["total"],
            alice.get("/platform/v1/activations", query={"limit": 1}).json()["total"],
            *(number_of(one, alice) for one in counted),
        ]

    return count


def number_of(operation, caller):
    """How long a list is; none for one of a thing that is not there."""
    if operation.rules.paged.style == "pagination":
        return absent(operation).by(caller).json()["pagination"]["total"]
    answer = absent(operation).by(caller, query={"per_page": 1})
    return 0 if answer.status == 404 else int(asked(linked(answer)["last"])["page"])


@each(takes_json)
def test_a_body_that_is_no_faultless_json_is_refused(operation, alice):
    call = absent(operation)
    for sort, body in NOT_JSON.items():
        answer = call.by(alice, json=None, body=body)
        assert refused(answer, operation, "invalid_request") == [], sort


@each(takes_json)
def test_a_body_of_another_type_is_refused(operation, alice):
    call = absent(operation)
    for body in NOT_AN_OBJECT:
        if body == b"[]" and isinstance(call.options["json"], list):
            continue
        answer = call.by(alice, json=None, body=body)
        assert refused(answer, operation, "invalid_request") == [], body


@each(takes_json)
def test_an_unknown_property_is_refused_and_named(operation, alice):
    call, unknown = absent(operation), {"unknown": 1}
    body = call.options["json"]
    answer = call.by(alice, json=[body[0] | unknown] if isinstance(body, list) else body | unknown)
    assert refused(answer, operation, "invalid_request") == []
    assert any(name.endswith("unknown") for name in blamed(answer))


@each(takes_json)
def test_a_body_in_pieces_is_put_together(operation, alice):
    call = good(operation, alice)
    body = orjson.dumps(call.options["json"])
    answer = call.by(alice, json=None, chunks=[body[:1], b"", body[1:7], body[7:]])
    assert (broken(answer, operation), answer.status < 300) == ([], True)


@each_sort(lambda operation: not reads(operation))
def test_hostile_calls_store_nothing(operation, alice, stored):
    before = stored()
    call = absent(operation)
    if takes_body(operation):
        for body in (*NOT_JSON.values(), *NOT_AN_OBJECT, b""):
            call.by(alice, json=None, body=body)
        call.by(alice, content_type="text/plain")
        call.by(alice, json=None, chunks=[b" " * LIMIT, b" "])
    call.by(alice, query=b"unknown=1")
    call.by(alice, headers={"x-padding": "a" * CONTRACT.rules.header_limit})
    assert stored() == before


@pytest.mark.parametrize(
    "text", ["💩", "\u202e", "a" * 200, "😀" * 200, "'; DROP TABLE resources; --", "%s%n", "{0}"]
)
def test_unusual_text_comes_back_as_it_was(text, alice):
    body = {
        "kind": "text",
        "name": text,
        "attributes": {"deep": [text, {"a": [1.5, -0.0, 2**63 - 1, -(2**63)]}]},
    }
    made = alice.post("/registry/v1/resources", json=body)
    read = alice.get(made.headers["location"]).json()
    assert {name: read[name] for name in body} == body


def test_attributes_may_be_as_deep_as_the_document_says(alice):
    deep: dict = {}
    for _ in range(DEPTH - 2):
        deep = {"a": deep}
    body = {"kind": "deep", "name": "as deep as allowed", "attributes": deep}
    made = alice.post("/registry/v1/resources", json=body)
    assert (made.status, made.json()["attributes"]) == (201, deep)
