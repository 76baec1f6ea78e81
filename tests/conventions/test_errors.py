"""Every refusal has the shape of its API."""

import json
from http import HTTPStatus

import pytest
from structlog.testing import capture_logs

from contract.errors import (
    REFUSALS,
    AttributesTooLarge,
    Fault,
    InternalError,
    InvalidRequest,
    MethodNotAllowed,
    RateLimited,
    ResourceNotFound,
    Unauthenticated,
)
from contract.statuses import STATUS
from conventions import errors

TRACE = "0af7651916cd43dd8448eb211c80319c"


def rendered(style, refusal, call):
    answer = errors.bind(style)(refusal, call)
    return answer, json.loads(answer.body)


def test_itemized_lists_what_is_wrong_with_a_request(exchange):
    refusal = InvalidRequest(Fault("body.name", "is required"), Fault("query.a", "is bad"))

    answer, body = rendered("itemized", refusal, exchange())

    assert answer.status == 400
    assert answer.error == "invalid_request"
    assert answer.headers == [(b"content-type", b"application/json")]
    assert body == {
        "code": "invalidRequest",
        "message": refusal.message,
        "details": [
            {"location": "body.name", "message": "is required"},
            {"location": "query.a", "message": "is bad"},
        ],
    }


def test_itemized_says_everything_else_in_one_sentence(exchange):
    answer, body = rendered("itemized", ResourceNotFound(resource_id="r1"), exchange())

    assert answer.status == 404
    assert body == {
        "status": 404,
        "error": "resourceNotFound",
        "message": ResourceNotFound(resource_id="r1").message,
    }


def test_a_problem_has_the_members_of_rfc_9457(exchange):
    refusal = InvalidRequest(Fault("body.name", "is required"))

    answer, body = rendered("problem", refusal, exchange(trace_id=TRACE))

    assert answer.headers == [(b"content-type", b"application/problem+json")]
    assert body == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": refusal.message,
        "code": "invalid_request",
        "traceId": TRACE,
        "errors": [{"location": "body.name", "message": "is required"}],
    }


def test_a_problem_leaves_out_what_it_does_not_know(exchange):
    _, body = rendered("problem", ResourceNotFound(resource_id="r1"), exchange())

    assert body.keys() == {"type", "title", "status", "detail", "code"}


@pytest.mark.parametrize(
    ("refusal", "details"),
    [
        (
            InvalidRequest(Fault("body.a.0.b", "is required"), Fault("query.c", "is bad")),
            [{"field": "a.0.b", "message": "is required"}, {"field": "c", "message": "is bad"}],
        ),
        (
            InvalidRequest(Fault("header.x-user", "is bad")),
            [{"field": "x-user", "message": "is bad"}],
        ),
        (
            InvalidRequest(Fault("body", "is required")),
            [{"field": "body", "message": "is required"}],
        ),
        (Unauthenticated(), []),
    ],
    ids=["fields", "header", "body", "nothing"],
)
def test_the_practice_tells_every_fault_and_its_field(exchange, refusal, details):
    answer, body = rendered("practice", refusal, exchange(trace_id=TRACE))

    assert answer.headers[0] == (b"content-type", b"application/json")
    assert body == {
        "error": {
            "code": refusal.code,
            "message": refusal.message,
            "details": details,
            "traceId": TRACE,
        }
    }


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (
            InvalidRequest(Fault("body.a.0.b", "is required"), Fault("query.c", "is bad")),
            {"errorMessage": "a.0.b: is required", "reference": "a.0.b"},
        ),
        (
            InvalidRequest(Fault("query.sliceSize", "must be at most {limit}", limit=4)),
            {"errorMessage": "sliceSize: must be at most 4", "reference": "sliceSize"},
        ),
        (InvalidRequest(Fault("body", "is required")), {"errorMessage": "body: is required"}),
        (InvalidRequest(), {"errorMessage": "The request is not valid."}),
        (
            AttributesTooLarge(limit=3),
            {
                "errorMessage": "The attributes may have 3 bytes at most.",
                "reference": "attributes",
            },
        ),
        (Unauthenticated(), {"errorMessage": Unauthenticated.detail}),
    ],
    ids=["field", "parameter", "body", "nothing", "refusal with a place", "refusal without"],
)
def test_the_studio_tells_the_first_fault_and_its_field(exchange, refusal, told):
    answer, body = rendered("studio", refusal, exchange(trace_id=TRACE))

    assert answer.headers[0] == (b"content-type", b"application/json")
    assert body == {"errorCode": refusal.code, "traceId": TRACE, **told}


@pytest.mark.parametrize("style", sorted(errors.STYLES))
@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_has_a_shape_in_every_style(style, code, exchange):
    answer, body = rendered(style, REFUSALS[code].example(), exchange())

    assert answer.status == STATUS[code]
    assert body


@pytest.mark.parametrize(
    ("refusal", "header"),
    [
        (RateLimited(budget=1, per=2, retry_after=7), (b"retry-after", b"7")),
        (MethodNotAllowed(method="PUT", allow="GET, HEAD"), (b"allow", b"GET, HEAD")),
        (Unauthenticated(), (b"www-authenticate", b'Bearer realm="charter"')),
    ],
)
def test_what_the_refusal_knows_is_said_in_headers_too(refusal, header, exchange):
    answer, _ = rendered("problem", refusal, exchange())

    assert answer.headers[1:] == [header]


def test_facts_cannot_smuggle_in_placeholders(exchange):
    _, body = rendered("itemized", ResourceNotFound(resource_id="{retry_after}\r\n"), exchange())

    assert "{retry_after}\r\n" in body["message"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [("invalid_request", "invalidRequest"), ("a", "a"), ("a_2b_c", "a2bC"), ("", "")],
)
def test_codes_are_written_in_camel_case(code, expected):
    assert errors.camel_case(code) == expected


def test_a_refusal_stays_itself(exchange):
    refusal = Unauthenticated()

    assert errors.translated(refusal, exchange()) is refusal


def test_a_foreign_exception_is_logged_whole_and_told_to_nobody(exchange):
    secret = ValueError("the password is xyzzy")

    with capture_logs() as logs:
        refusal = errors.translated(secret, exchange(trace_id=TRACE, request_id="r1"))

    assert isinstance(refusal, InternalError)
    assert "xyzzy" not in refusal.message
    (line,) = logs
    assert (line["trace_id"], line["request_id"]) == (TRACE, "r1")
    assert line["exc_info"] is secret
    assert STATUS[refusal.code] == HTTPStatus.INTERNAL_SERVER_ERROR
