"""Whatever stands in the headers, the answer is the right refusal, or the usual answer."""

from __future__ import annotations

import pytest
from answers import broken, refused, told_briefly
from calls import CONTRACT, absent, each, each_sort


@each()
def test_headers_that_are_too_large_are_refused(operation, alice):
    answer = absent(operation).by(alice, headers={"x-padding": "a" * CONTRACT.rules.header_limit})
    assert refused(answer, operation, "headers_too_large") == []


@each_sort()
def test_very_many_headers_are_refused(operation, alice):
    raw = [(b"x-a%d" % number, b"a" * 10) for number in range(2000)]
    assert (
        refused(absent(operation).by(alice, raw_headers=raw), operation, "headers_too_large") == []
    )


@each_sort()
@pytest.mark.parametrize("value", ["\xff\xfe", "\x00", "a\nb", "", "," * 1000])
def test_bytes_in_headers_that_the_server_reads_never_break_it(operation, value, alice):
    names = [
        "accept",
        "accept-language",
        "content-type",
        "if-match",
        "if-none-match",
        "traceparent",
        "tracestate",
        "x-forwarded-for",
        "x-forwarded-proto",
        "host",
        "cookie",
        "origin",
        "range",
        "expect",
        "x-http-method-override",
        "forwarded",
        "upgrade",
        "transfer-encoding",
    ]
    for name in names:
        answer = absent(operation).by(alice, headers={name: value})
        assert broken(answer, operation) == [], name
        assert answer.status < 500, name


@each(lambda operation: operation.rules.conditional is not None)
@pytest.mark.parametrize(
    "value", ['"', '""', "W/", '"a', "a", '"a" "b"', '"\xff"', "*, *", '"1"' * 3000]
)
def test_a_malformed_condition_never_breaks_the_call(operation, value, alice):
    for name in (
        "if-match",
        "if-none-match",
        "if-modified-since",
        "if-unmodified-since",
        "if-range",
    ):
        answer = absent(operation).by(alice, headers={name: value})
        assert broken(answer, operation) == [], name
        assert answer.status in (201, 400, 404, 409, 412)


@each_sort()
@pytest.mark.parametrize("override", ["DELETE", "POST", "GET"])
def test_the_method_cannot_be_overridden(operation, override, bob):
    call = absent(operation)
    plain = call.by(bob)
    overridden = call.by(bob, headers={"x-http-method-override": override, "x-method": override})
    assert told_briefly(overridden) == told_briefly(plain)
