"""Whatever is sent, the answer is the right refusal in the API's shape, and nothing is stored."""

from __future__ import annotations

import itertools
from urllib.parse import unquote

import orjson
import pytest
from answers import blamed, broken, code_in, code_of, is_of_style, told
from calls import (
    CONTRACT,
    Call,
    absent,
    each,
    each_sort,
    good,
    parameters,
    reads,
    takes_body,
    takes_file,
    takes_json,
)
from forms import FILES, form, part

STYLE = CONTRACT.rules.errors
LIMIT = CONTRACT.rules.body_limit
DEPTH = CONTRACT.rules.json_depth

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

NOT_AN_OBJECT = [b"null", b"true", b"0", b'"text"', b"[]", b"[{}]", b"1e308"]

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

HOSTILE_SEGMENTS = {
    "newline": "a%0AR",
    "newline at the end": "%0A",
    "return": "a%0D%0AX-Evil:%201",
    "NUL": "a%00b",
    "slash": "a%2Fb",
    "backslash": "..%5C..%5Cetc",
    "dots": "..%2F..%2Fetc%2Fpasswd",
    "not UTF-8": "%FF%FE",
    "overlong": "%C0%AF",
    "a surrogate": "%ED%A0%80",
    "percent alone": "%",
    "percent and one digit": "%4",
    "percent twice": "%2525",
    "semicolon": "a;b=c",
    "quote": "'%20OR%20'1'='1",
    "very long": "a" * 4000,
    "beyond the BMP": "%F0%9F%92%A9",
    "format": "{resourceId}",
}

ODD_PATHS = [
    "//registry/v1/resources",
    "/registry//v1/resources",
    "/registry/v1/resources/",
    "/registry/v1/resources//",
    "/registry/v1/./resources",
    "/registry/v1/../v1/resources",
    "/registry/v1/%2e%2e/v1/resources",
    "/registry/v1/resources%0A",
    "/registry/v1/resources%00",
    "/registry/v1/resources%20",
    "/registry/v1/Resources",
    "/REGISTRY/v1/resources",
    "/registry/v1%2Fresources",
    "/%FF",
    "/%00",
    "/",
    "*",
    "",
    "http://other.example/registry/v1/resources",
    "/docs/../registry/v1/resources",
    "/docs/%2e%2e/%2e%2e/etc/passwd",
    "/openapi.yaml/",
    "/" + "a/" * 5000,
]

HOSTILE_QUERIES = {
    "not UTF-8": b"limit=%FF",
    "raw bytes": b"limit=\xff\xfe",
    "NUL": b"limit=%00",
    "NUL in a name": b"li%00mit=1",
    "unknown": b"unknown=1",
    "another's name": b"limit%5B%5D=1",
    "operators": b"limit%5B%24gt%5D=1",
    "many": b"&".join(b"a%d=1" % number for number in range(1000)),
}


@pytest.fixture
def stored(alice):
    """How much there is of everything that the hostile calls could make."""
    lists = (one for one in CONTRACT.operations.values() if one.rules.paged)
    counted = [one for one in lists if one.rules.paged.style == "pagination"]

    def count():
        return [
            len(alice.get("/registry/v1/resources", query={"limit": 100}).json()["items"]),
            alice.get("/platform/v1/keys", query={"limit": 1}).json()["total"],
            alice.get("/platform/v1/activations", query={"limit": 1}).json()["total"],
            *(absent(one).by(alice).json()["pagination"]["total"] for one in counted),
        ]

    return count


def refused(answer, operation, *codes):
    """Nothing when the answer is one of these refusals as the document declares it."""
    allowed = [code_of(operation, code) for code in codes]
    faults = broken(answer, operation)
    return faults or ([] if told(answer) in allowed else [told(answer)])


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


@each(takes_body)
def test_an_absent_body_is_refused(operation, alice):
    answer = absent(operation).by(alice, json=None, body=b"")
    code = "unsupported_media_type" if takes_file(operation) else "invalid_request"
    assert refused(answer, operation, code) == []


@each(takes_body)
def test_an_absent_body_is_refused_with_a_media_type_too(operation, alice):
    call = absent(operation)
    kind = call.options["content_type"]
    headers = {"content-type": kind, "content-length": "0"}
    answer = call.by(alice, json=None, body=b"", headers=headers)
    assert refused(answer, operation, "invalid_request") == []


@each(takes_json)
def test_an_unknown_property_is_refused_and_named(operation, alice):
    call, unknown = absent(operation), {"unknown": 1}
    body = call.options["json"]
    answer = call.by(alice, json=[body[0] | unknown] if isinstance(body, list) else body | unknown)
    assert refused(answer, operation, "invalid_request") == []
    assert any(name.endswith("unknown") for name in blamed(answer))


@each(takes_file)
def test_an_unknown_part_is_refused_and_named(operation, alice):
    body = form(part("unknown", b"a"))
    answer = absent(operation).by(alice, body=body)
    assert refused(answer, operation, "invalid_request") == []
    assert blamed(answer) == ["unknown"]


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


@each(takes_json)
def test_a_body_in_pieces_is_put_together(operation, alice):
    call = good(operation, alice)
    body = orjson.dumps(call.options["json"])
    answer = call.by(alice, json=None, chunks=[body[:1], b"", body[1:7], body[7:]])
    assert (broken(answer, operation), answer.status < 300) == ([], True)


@each_sort(lambda operation: not takes_body(operation))
@pytest.mark.parametrize("body", [b"{}", b"\xff\xfe", b"[" * 100_000])
def test_a_body_where_none_is_described_changes_nothing(operation, body, alice):
    call = absent(operation)
    assert told_briefly(call.by(alice, body=body)) == told_briefly(call.by(alice))


def told_briefly(answer):
    return answer.status, tuple(answer.json()) if answer.body else None


def with_ids(operation, segment):
    """A call that has the segment, as it is, in place of every id."""
    path = operation.path
    for item in parameters(operation, "path"):
        path = path.replace(f"{{{item['name']}}}", segment)
    return Call(operation, path, absent(operation).options)


@each(lambda operation: parameters(operation, "path"))
def test_a_hostile_id_is_refused_or_found_nowhere(operation, alice):
    for sort, segment in HOSTILE_SEGMENTS.items():
        answer = with_ids(operation, segment).by(alice)
        if told(answer) == code_in(STYLE, "not_found"):
            assert is_of_style(answer, STYLE), sort
            continue
        assert (broken(answer, operation), answer.status in (400, 404)) == ([], True), sort


@each(lambda operation: parameters(operation, "path") and not operation.public)
def test_a_hostile_id_does_not_lead_past_the_credentials(operation, nobody):
    allowed = code_of(operation, "unauthenticated"), code_in(STYLE, "not_found")
    for sort, segment in HOSTILE_SEGMENTS.items():
        assert told(with_ids(operation, segment).by(nobody)) in allowed, sort


@pytest.mark.parametrize("path", ODD_PATHS, ids=lambda path: path[:40] or "empty")
def test_a_path_that_is_almost_one_of_the_document_leads_nowhere(path, nobody):
    for method in ("GET", "POST", "HEAD", "OPTIONS", "PATCH"):
        answer = nobody.call(method, path)
        assert answer.status == 404, method
        assert method == "HEAD" or is_of_style(answer, style_below(path)), method


def style_below(path):
    """The style of the API whose base the path begins with, or of what lies outside of all."""
    for api in CONTRACT.apis.values():
        if unquote(path).startswith(f"{api.base}/"):
            return api.rules.errors
    return STYLE


@each()
def test_a_hostile_query_is_refused(operation, alice):
    for sort, query in HOSTILE_QUERIES.items():
        answer = absent(operation).by(alice, query=query)
        assert refused(answer, operation, "invalid_request") == [], sort


@each()
def test_every_query_parameter_refuses_what_is_not_of_its_type(operation, alice):
    for item in parameters(operation, "query"):
        if CONTRACT.resolve(item["schema"]).get("type") == "string" and not (
            {"enum", "format", "pattern"} & set(CONTRACT.resolve(item["schema"]))
        ):
            continue
        for value in ("\x00", "💩\x00", ""):
            answer = absent(operation).by(alice, query={item["name"]: value})
            assert refused(answer, operation, "invalid_request", "invalid_token") == [], (
                item["name"],
                value,
            )


@each()
def test_every_number_in_the_query_has_bounds(operation, alice):
    numbers = (
        item["name"]
        for item in parameters(operation, "query")
        if CONTRACT.resolve(item["schema"]).get("type") == "integer"
    )
    huge = ["9" * 30, "-" + "9" * 30, "1e400", "1.5", "0x10", "\u0661", " 1", "1 ", "+1", "", "NaN"]
    for name, value in itertools.product(numbers, huge):
        answer = absent(operation).by(alice, query={name: value})
        assert refused(answer, operation, "invalid_request") == [], (name, value)


@each()
def test_a_single_parameter_given_twice_is_refused(operation, alice):
    single = (
        item
        for item in parameters(operation, "query")
        if CONTRACT.resolve(item["schema"]).get("type") != "array"
    )
    for item in single:
        twice = {item["name"]: [item.get("example", "1")] * 2}
        answer = absent(operation).by(alice, query=twice)
        assert refused(answer, operation, "invalid_request") == [], item["name"]


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


def test_a_value_in_an_error_cannot_forge_headers(alice):
    answer = alice.get("/registry/v1/requests/a%0D%0ASet-Cookie:%20a=b")
    assert not any("\n" in value or "\r" in value for value in answer.headers.values())
    assert "set-cookie" not in answer.headers


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


def test_a_slash_in_an_id_is_sent_as_percent_2f(alice):
    alice.get("/registry/v1/resources", headers={"x-request-id": "a/b//c"})
    for path in ("a%2Fb%2F%2Fc", "a%2fb%2F%2fc"):
        assert alice.get(f"/registry/v1/requests/{path}").json()["requestId"] == "a/b//c"
