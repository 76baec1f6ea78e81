"""A path that is not one of the document leads nowhere, and never past the credentials."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from answers import broken, code_in, code_of, is_of_style, told
from calls import CONTRACT, Call, absent, each, parameters

STYLE = CONTRACT.rules.errors

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


def test_a_value_in_an_error_cannot_forge_headers(alice):
    answer = alice.get("/registry/v1/requests/a%0D%0ASet-Cookie:%20a=b")
    assert not any("\n" in value or "\r" in value for value in answer.headers.values())
    assert "set-cookie" not in answer.headers


def test_a_slash_in_an_id_is_sent_as_percent_2f(alice):
    alice.get("/registry/v1/resources", headers={"x-request-id": "a/b//c"})
    for path in ("a%2Fb%2F%2Fc", "a%2fb%2F%2fc"):
        assert alice.get(f"/registry/v1/requests/{path}").json()["requestId"] == "a/b//c"
