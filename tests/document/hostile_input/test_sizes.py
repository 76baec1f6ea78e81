"""A body that is absent, too large, or not described is never more than a refusal."""

from __future__ import annotations

import pytest
from answers import blamed, broken, refused, told_briefly
from calls import (
    CONTRACT,
    absent,
    bodiless,
    each,
    each_sort,
    good,
    needs_body,
    takes_body,
    takes_file,
    takes_json,
)
from forms import FILES

LIMIT = CONTRACT.rules.body_limit


@each(needs_body)
def test_an_absent_body_is_refused(operation, alice):
    answer = absent(operation).by(alice, json=None, body=b"")
    code = "unsupported_media_type" if takes_file(operation) else "invalid_request"
    assert refused(answer, operation, code) == []


@each(needs_body)
def test_an_absent_body_is_refused_with_a_media_type_too(operation, alice):
    call = absent(operation)
    kind = call.options["content_type"]
    headers = {"content-type": kind, "content-length": "0"}
    answer = call.by(alice, json=None, body=b"", headers=headers)
    assert refused(answer, operation, "invalid_request") == []


@each(takes_body)
def test_a_body_that_announces_too_much_is_refused_unread(operation, alice):
    answer = absent(operation).by(alice, headers={"content-length": str(most(operation) + 1)})
    code = "file_too_large" if takes_file(operation) else "payload_too_large"
    assert refused(answer, operation, code) == []


def most(operation):
    """Bytes that no body of the operation can have."""
    rule = operation.rules.upload
    return LIMIT if rule is None else rule.limit + 2 * LIMIT


@each_sort(takes_body)
@pytest.mark.parametrize("length", ["-1", "1e9", "0x10", "abc", "1, 2", "9" * 400, "\u0663"])
def test_a_length_that_is_none_is_refused(operation, length, alice):
    call = absent(operation)
    raw = [(b"content-length", length.encode())]
    answer = call.by(alice, headers={"content-length": None}, raw_headers=raw)
    codes = ["payload_too_large", "invalid_request"]
    codes += ["file_too_large"] if takes_file(operation) else []
    assert refused(answer, operation, *codes) == []


@each_sort(takes_json)
def test_a_body_that_grows_too_large_in_pieces_is_refused(operation, alice):
    half = b" " * (LIMIT // 2 + 1)
    answer = absent(operation).by(alice, json=None, chunks=[half, half, half])
    assert refused(answer, operation, "payload_too_large") == []


@each_sort(takes_file)
def test_a_file_that_grows_too_large_in_pieces_is_refused(operation, alice):
    call, limit = absent(operation), operation.rules.upload.limit
    head, file, tail = call.options["body"].rpartition(FILES[operation.rules.upload.types[0]])
    piece = b"a" * LIMIT
    answer = call.by(alice, body=None, chunks=[head + file, *[piece] * (limit // LIMIT + 1), tail])
    assert refused(answer, operation, "file_too_large") == []


@each(bodiless)
@pytest.mark.parametrize("body", [b"{}", b"\xff\xfe", b"[" * 100_000])
def test_a_body_is_refused_where_none_has_to_be_announced(operation, body, alice):
    for caller_says in ({}, {"chunks": [body[:1], body[1:]], "body": None}):
        answer = absent(operation).by(alice, **({"body": body} | caller_says))
        assert refused(answer, operation, "invalid_request") == []
        assert blamed(answer) == ["header.Content-Length"]


@each(bodiless)
def test_a_call_that_does_not_say_that_it_has_no_body_is_refused(operation, alice):
    answer = absent(operation).by(alice, headers={"content-length": None})
    assert refused(answer, operation, "invalid_request") == []
    assert blamed(answer) == ["header.Content-Length"]
    later = absent(operation).by(alice, headers={"content-length": None}, http_version="2")
    assert later.status == 404


@each(lambda operation: takes_body(operation) and not needs_body(operation))
def test_a_body_that_may_be_absent_may_be_absent(operation, alice):
    call = good(operation, alice)
    answer = call.by(alice, json=None, headers={"content-length": "0"})
    assert (broken(answer, operation), answer.status < 300) == ([], True)


@each_sort(lambda operation: not takes_body(operation) and not bodiless(operation))
@pytest.mark.parametrize("body", [b"{}", b"\xff\xfe", b"[" * 100_000])
def test_a_body_where_none_is_described_changes_nothing(operation, body, alice):
    call = absent(operation)
    assert told_briefly(call.by(alice, body=body)) == told_briefly(call.by(alice))
