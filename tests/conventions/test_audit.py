"""Every call is on record under its request id."""

import pytest

from contract.errors import RequestIdUsed, RequestNotFound
from conventions import audit
from conventions.exchange import Answer
from models import audit as records


@pytest.fixture
def recorder(operations, contract):
    return audit.bind(operations["createNote"], contract.apis["notes"])


@pytest.fixture
def find(database):
    def of(tenant, request_id):
        return database.read(lambda session: records.find(session, tenant, request_id))

    return of


ANSWER = Answer(201, [], b"{}")


def test_an_api_without_the_rule_and_a_public_operation_have_no_link(operations, contract):
    assert audit.bind(operations["listArchive"], contract.apis["plain"]) is None
    assert audit.bind(operations["getMotto"], contract.apis["notes"]) is None


def test_a_call_is_recorded_with_what_it_did(recorder, database, exchange, caller, find):
    call = exchange(caller=caller(request_id="did"))

    def work(session):
        session.touch("note", "n1", before=None, after={"id": "n1"})
        recorder.record(session, call, ANSWER)

    database.write(work)

    found = find("acme", "did")
    assert (found["keyId"], found["operation"], found["status"]) == ("alice", "createNote", 201)
    assert found["receivedAt"] == "2026-11-22T12:00:00.000000Z"
    assert found["touched"] == [{"kind": "note", "id": "n1", "after": {"id": "n1"}}]


def test_a_refusal_is_recorded_with_the_code_that_the_caller_was_told(
    recorder, database, exchange, caller, find
):
    call = exchange(caller=caller(request_id="refused"))
    refused = Answer(404, [], b"", error="resource_not_found")

    database.write(lambda session: recorder.record(session, call, refused))

    assert find("acme", "refused")["error"] == "resourceNotFound"


def test_a_second_call_of_one_id_is_undone_whole(recorder, database, exchange, caller, find):
    call = exchange(caller=caller(request_id="twice"))

    def work(session):
        recorder.record(session, exchange(caller=caller(request_id="beside")), ANSWER)
        recorder.record(session, call, ANSWER)

    database.write(lambda session: recorder.record(session, call, ANSWER))
    with pytest.raises(RequestIdUsed):
        database.write(work)

    with pytest.raises(RequestNotFound):
        find("acme", "beside")


def test_another_tenant_may_use_the_same_id(recorder, database, exchange, caller, find):
    for tenant in ("acme", "other"):
        call = exchange(caller=caller(tenant=tenant, request_id="shared"))
        database.write(lambda session, call=call: recorder.record(session, call, ANSWER))

    assert find("other", "shared")["requestId"] == "shared"


def test_a_replay_under_the_first_calls_id_is_counted_there(
    recorder, database, exchange, caller, find
):
    call = exchange(caller=caller(request_id="first"))

    database.write(lambda session: recorder.record(session, call, ANSWER))
    database.write(lambda session: recorder.record(session, call, ANSWER, "first"))

    assert find("acme", "first")["replays"] == 1


def test_a_replay_under_an_id_of_its_own_names_the_first(
    recorder, database, exchange, caller, find
):
    call = exchange(caller=caller(request_id="own"))

    database.write(lambda session: recorder.record(session, call, ANSWER, "earlier"))

    assert find("acme", "own")["replayOf"] == "earlier"


def test_a_replay_whose_first_call_is_no_longer_on_record_is_recorded(
    recorder, database, exchange, caller, find
):
    call = exchange(caller=caller(request_id="swept"))

    database.write(lambda session: recorder.record(session, call, ANSWER, "swept"))

    assert find("acme", "swept")["replays"] == 0


def test_a_refused_repetition_is_counted_on_the_first_calls_record(
    recorder, database, exchange, caller, find
):
    call = exchange(caller=caller(request_id="repeated"))

    database.write(lambda session: recorder.record(session, call, ANSWER))
    database.write(lambda session: recorder.repeat(session, call))

    assert find("acme", "repeated")["repeats"] == 1


def test_a_call_of_nobody_known_is_not_recorded(recorder, database, exchange):
    database.write(lambda session: recorder.record(session, exchange(), ANSWER))
    database.write(lambda session: recorder.repeat(session, exchange()))
