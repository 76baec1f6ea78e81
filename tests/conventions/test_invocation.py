"""A handler is called with exactly what the document gives it."""

import contextlib

import pytest

from conventions import invocation
from conventions.invocation import HandlerMismatch
from models.delivery.address import Outbound

NOTE_ID = {"name": "noteId", "in": "path", "required": True, "schema": {"type": "string"}}


def query(name, **schema):
    return {"name": name, "in": "query", "schema": {"type": "string", **schema}}


def test_the_arguments_of_a_call_are_known_beforehand(operations):
    definitions = [
        query("limit", default=2),
        query("continuationToken"),
        query("minSize"),
        query("sort", default="id"),
        query("none", default=None),
        {"name": "X-Request-ID", "in": "header", "required": True, "schema": {}},
    ]

    assert invocation.given(operations["listNotes"], definitions) == {
        "page": True,
        "min_size": False,
        "sort": True,
        "none": False,
    }
    assert invocation.given(operations["replaceNote"], [NOTE_ID]) == {
        "note_id": True,
        "body": True,
        "expected": True,
    }


@pytest.mark.parametrize("name", sorted(invocation.RESERVED))
def test_a_request_parameter_with_a_reserved_name_stops_the_start(operations, name):
    with pytest.raises(HandlerMismatch, match=f"{name} is reserved"):
        invocation.given(operations["getNote"], [query(name)])


OUTBOUND = Outbound()


def bind(operation, handler, definitions=(), context=contextlib.nullcontext):
    return invocation.bind(
        operation, handler, definitions, context, "https://api.test", outbound=OUTBOUND
    )


def unwilling(session, tenant):
    raise NotImplementedError


def demanding(session, min_size):
    raise NotImplementedError


def curious(session, note_id, colour):
    raise NotImplementedError


def test_a_handler_must_take_what_is_given(operations):
    with pytest.raises(HandlerMismatch, match=r"getNote: .*\.unwilling does not take note_id"):
        bind(operations["getNote"], unwilling, [NOTE_ID])


def test_a_handler_must_be_ready_for_what_may_be_absent(operations):
    with pytest.raises(HandlerMismatch, match="min_size may be absent"):
        bind(operations["getMotto"], demanding, [query("minSize")])


def test_a_handler_cannot_ask_for_what_the_document_does_not_have(operations):
    with pytest.raises(HandlerMismatch, match="no parameter colour"):
        bind(operations["getNote"], curious, [NOTE_ID])


def test_a_handler_may_take_the_rest_as_far_as_it_is_there(operations, exchange):
    def handler(note_id, **rest):
        return note_id, rest

    call = bind(operations["getNote"], handler, [NOTE_ID, query("minSize"), query("sort")])

    assert call(None, exchange(arguments={"note_id": "n", "sort": "id"})) == ("n", {"sort": "id"})


def test_a_handler_gets_session_tenant_caller_and_arguments(operations, exchange, caller):
    def handler(session, tenant, note_id, caller):
        return session, tenant, note_id, caller

    alice = caller()
    call = bind(operations["getNote"], handler, [NOTE_ID])

    assert call("session", exchange(caller=alice, arguments={"note_id": "n1"})) == (
        "session",
        "acme",
        "n1",
        alice,
    )


def test_a_handler_that_needs_little_gets_little(operations, exchange, caller):
    call = bind(operations["getNote"], lambda note_id: note_id, [NOTE_ID])

    assert call("session", exchange(caller=caller(), arguments={"note_id": "n1"})) == "n1"


def test_a_public_operation_has_no_tenant(operations, exchange):
    assert bind(operations["getMotto"], lambda tenant: tenant)("session", exchange()) == ""


def test_a_handler_may_ask_where_the_server_is(operations, exchange):
    call = bind(operations["getMotto"], lambda base_url: base_url)

    assert call("session", exchange()) == "https://api.test"


def test_a_handler_may_ask_whom_the_server_may_call(operations, exchange):
    call = bind(operations["getMotto"], lambda outbound: outbound)
    assert call("session", exchange()) is OUTBOUND


def test_the_call_happens_inside_the_context(operations, exchange):
    seen = []

    @contextlib.contextmanager
    def context():
        seen.append("in")
        yield
        seen.append("out")

    bind(operations["getMotto"], lambda: seen.append("call"), context=context)(None, exchange())

    assert seen == ["in", "call", "out"]
