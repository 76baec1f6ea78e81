"""The order of the conventions: what is wrong first is what is told."""

import asyncio
import json

import pytest

from conventions import chain

NOTE = {"id": "n1", "version": 3, "text": "Milk"}
GOOD = b'{"text": "Milk"}'


def create_note(body):
    return NOTE


def get_note(note_id):
    return NOTE


def get_motto():
    return "Less"


def replace_note(note_id, body, expected):
    return NOTE


@pytest.fixture
def told(serving, ask):
    """Status of a call that has the given faults."""

    def made(*faults, operation="createNote", handler=create_note):
        call = ask(body=b"x" * 2000 if "size" in faults else b"{}" if "body" in faults else GOOD)
        if "https" in faults:
            serving.require_https = True
        if "limit" in faults:
            serving.scale = 1e-9
        for fault, name, text in (
            ("id", "x-request-id", "a b"),
            ("headers", "x-long", "x" * 20_000),
            ("accept", "accept", "text/html"),
            ("key", "x-api-key", "nonsense"),
            ("type", "content-type", "text/plain"),
            ("idempotency", "idempotency-key", "a b"),
        ):
            if fault in faults:
                call.headers[name] = text
        return serving.answered(handler, call, operation).status

    return made


@pytest.mark.parametrize(
    ("first", "status", "later"),
    [
        ("id", 400, ["headers", "https", "key", "accept", "size", "type", "body"]),
        ("headers", 431, ["https", "key", "accept", "size", "type", "body"]),
        ("https", 403, ["key", "accept", "size", "type", "body"]),
        ("key", 401, ["accept", "size", "type", "idempotency", "body"]),
        ("accept", 406, ["size", "type", "idempotency", "body"]),
        ("size", 413, ["type", "idempotency", "body"]),
        ("type", 415, ["idempotency", "body"]),
        ("idempotency", 400, ["body"]),
        ("body", 400, []),
    ],
)
def test_what_is_wrong_first_is_told_first(told, first, status, later):
    assert told(first, *later) == status


def test_who_is_over_the_limit_costs_nothing_more(serving, ask):
    serving.scale = 1e-9

    async def run():
        plan = serving.plans(createNote=create_note)["createNote"]
        first = await serving.send(plan, ask(body=GOOD))
        second = await serving.send(plan, ask(body=b"x" * 2000, content_type="text/plain"))
        return first.status, second.status

    assert asyncio.run(run()) == (201, 429)


def test_a_public_operation_needs_no_key(serving, ask):
    answer = serving.answered(get_motto, ask(authorized=False), "getMotto")

    assert (answer.status, json.loads(answer.body)) == (200, "Less")


def test_every_answer_carries_trace_and_request_id_and_the_state_of_the_limit(serving, ask):
    call = ask("ids")

    serving.answered(get_note, call, "getNote")

    names = [name for name, _ in call.answer_headers]
    assert names[:2] == [b"traceresponse", b"X-Request-ID"]
    assert b"x-ratelimit-remaining" in names


def test_an_answer_that_the_document_refers_to_is_understood(serving, ask):
    answer = serving.answered(get_note, ask(if_none_match='"3"'), "getNote")

    assert (answer.status, dict(answer.headers)) == (304, {b"etag": b'"3"'})


def test_an_operation_has_only_the_links_that_it_needs(serving, executor):
    async def run():
        return serving.plans(
            getMotto=get_motto, getNote=get_note, createNote=create_note, replaceNote=replace_note
        )

    plans = asyncio.run(run())

    assert {id: len(plan.admission) for id, plan in plans.items()} == {
        "getMotto": 2,
        "getNote": 5,
        "createNote": 9,
        "replaceNote": 9,
    }
    assert plans["getMotto"].recorder is None
    assert plans["replaceNote"].records is None
    assert plans["getNote"].body_limit is None


def test_pages_outside_of_every_api_have_ids_and_limits_of_headers(serving, exchange):
    call = exchange(headers={"x-request-id": "a b"})

    for link in chain.front(serving.parts(), None, {}).links:
        link(call)

    assert call.trace_id
    assert call.request_id.startswith("req_")


def test_headers_that_links_read_are_not_validated_twice(contract):
    assert chain._read_by_links(contract.apis["notes"]) == {
        "x-request-id",
        "x-idempotency-key",
        "idempotency-key",
    }
