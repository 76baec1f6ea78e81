"""Every answer names its trace, and everything that is known of the call is found by it."""

import pytest
from structlog.testing import capture_logs

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}
ENTRY = "/firm/v1/entries/e1"


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", ENTRY, {}, 200),
        ("HEAD", ENTRY, {}, 200),
        ("OPTIONS", ENTRY, {}, 204),
        ("DELETE", ENTRY, {}, 204),
        ("GET", "/firm/v1/entries?limit=0", {}, 400),
        ("GET", ENTRY, {"authorization": None}, 401),
        ("GET", ENTRY, {"authorization": "Bearer x"}, 403),
        ("GET", "/firm/v1/entries/e2", {}, 404),
        ("GET", "/firm/v1/nowhere", {}, 404),
        ("HEAD", "/firm/v1/nowhere", {}, 404),
        ("PATCH", ENTRY, {}, 405),
        ("GET", ENTRY, {"accept": "text/html"}, 406),
        ("GET", ENTRY, {"x-long": "a" * 20_000}, 431),
    ],
)
def test_every_answer_carries_it(alice, method, path, headers, status):
    answer = alice.call(method, path, headers=headers | PARENT)

    assert (answer.status, answer.headers["x-firm-traceid"]) == (status, TRACE)
    if status >= 400 and method != "HEAD":
        assert answer.json()["error"]["traceId"] == TRACE


def test_a_call_without_a_trace_begins_one(alice):
    first, second = alice.get(ENTRY), alice.get(ENTRY)

    assert len({answer.headers["x-firm-traceid"] for answer in (first, second)}) == 2


def test_outside_of_the_api_nothing_is_promised(alice):
    assert "x-firm-traceid" not in alice.get("/nowhere").headers


@pytest.mark.parametrize("path", [ENTRY, "/firm/v1/entries/e2"])
def test_the_record_of_the_call_has_it_too(firm, alice, path):
    answer = alice.get(path, headers=PARENT)

    assert firm.record(answer)["traceId"] == TRACE


def test_so_has_the_log_of_what_went_wrong(alice):
    with capture_logs() as lines:
        answer = alice.get("/firm/v1/entries/fault", headers=PARENT)

    assert (answer.status, answer.json()["error"]["traceId"]) == (500, TRACE)
    assert [line["trace_id"] for line in lines] == [TRACE]
