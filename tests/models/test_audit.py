from datetime import timedelta

import pytest

from contract.errors import RequestIdUsed, RequestNotFound
from models import audit
from models.clock import rfc3339
from models.paging import Page
from models.registry import resource
from models.session import Change

SECOND = timedelta(seconds=1)


def call(session, tenant, request_id, **more):
    facts = {
        "key_id": "key",
        "operation": "getResource",
        "received_at": session.now,
        "finished_at": session.now + SECOND,
        "status": 200,
    }
    audit.record(session, tenant, request_id=request_id, **(facts | more))
    return session.now


def ids(found):
    return [item["requestId"] for item in found.items]


def test_a_call_is_told_with_all_that_it_touched(alice):
    def work(session, tenant):
        made = resource.create(session, tenant, kind="service", name="billing")
        call(
            session, tenant, "R-1", operation="createResource", status=201, touched=session.changes
        )
        return made, session.now

    made, now = alice.write(work)
    assert alice.read(audit.find, "R-1") == {
        "requestId": "R-1",
        "keyId": "key",
        "operation": "createResource",
        "receivedAt": rfc3339(now),
        "finishedAt": rfc3339(now + SECOND),
        "status": 201,
        "replays": 0,
        "repeats": 0,
        "touched": [{"kind": "resource", "id": made["id"], "after": made}],
    }


def test_a_call_is_told_with_its_trace(alice):
    alice.write(call, "R-1", trace_id="4bf92f3577b34da6a3ce929d0e0e4736")

    assert alice.read(audit.find, "R-1")["traceId"] == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert [c["traceId"] for c in alice.read(audit.page, Page(limit=9)).items] == [
        "4bf92f3577b34da6a3ce929d0e0e4736"
    ]


def test_a_request_id_names_one_call_of_an_organization(alice, bob, charlie):
    alice.write(call, "R-1")
    with pytest.raises(RequestIdUsed):
        bob.write(call, "R-1")
    charlie.write(call, "R-1", status=404)
    assert alice.read(audit.find, "R-1")["status"] == 200


def test_a_used_request_id_undoes_the_unit(alice):
    alice.write(call, "R-1")

    def work(session, tenant):
        resource.create(session, tenant, kind="service", name="billing")
        call(session, tenant, "R-1")

    with pytest.raises(RequestIdUsed):
        alice.write(work)
    assert alice.read(resource.page, Page(10)).items == []


def test_nobody_else_can_tell_that_a_request_exists(alice, charlie):
    alice.write(call, "R-1")
    assert alice.read(audit.exists, "R-1")
    assert not charlie.read(audit.exists, "R-1")
    for asker, name in ((charlie, "R-1"), (alice, "R-2"), (alice, "R\0")):
        with pytest.raises(RequestNotFound):
            asker.read(audit.find, name)


def test_replays_and_repeats_are_counted(alice):
    alice.write(call, "R-1")
    assert alice.write(audit.replayed, "R-1")
    assert alice.write(audit.repeated, "R-1")
    assert alice.write(audit.repeated, "R-1")
    assert not alice.write(audit.replayed, "R-2")
    found = alice.read(audit.find, "R-1")
    assert (found["replays"], found["repeats"]) == (1, 2)


def test_a_replay_under_another_id_names_the_call_whose_answer_it_got(alice):
    alice.write(call, "R-1")
    alice.write(call, "R-2", replay_of="R-1")
    assert alice.read(audit.find, "R-2")["replayOf"] == "R-1"


def test_calls_are_listed_newest_first_to_the_end(alice, charlie):
    for number in range(7):
        alice.write(call, f"R-{number}")
    charlie.write(call, "theirs")
    seen, page = [], Page(3)
    while page:
        found = alice.read(audit.page, page)
        seen += ids(found)
        page = Page(3, found.next) if found.next else None
    assert seen == [f"R-{number}" for number in reversed(range(7))]


def test_calls_of_one_moment_are_listed_once_each(alice):
    def work(session, tenant):
        for number in range(5):
            call(session, tenant, f"R-{number}")

    alice.write(work)
    first = alice.read(audit.page, Page(2))
    second = alice.read(audit.page, Page(3, first.next))
    assert sorted(ids(first) + ids(second)) == [f"R-{number}" for number in range(5)]
    assert second.next is None


def test_calls_are_filtered(alice, clock):
    start = alice.write(call, "R-0", status=409, error="resource_name_taken")
    clock.forward(minutes=1)
    middle = alice.write(call, "R-1", operation="createResource", status=201)
    clock.forward(minutes=1)
    alice.write(call, "R-2", touched=[Change("resource", "r1", None, {"a": 1})])

    def listed(**filters):
        return ids(alice.read(audit.page, Page(10), **filters))

    assert listed() == ["R-2", "R-1", "R-0"]
    assert listed(since=middle) == ["R-2", "R-1"]
    assert listed(until=middle) == ["R-0"]
    assert listed(since=rfc3339(start), until=rfc3339(middle)) == ["R-0"]
    assert listed(operation="createResource") == ["R-1"]
    assert listed(status=409) == ["R-0"]
    assert listed(resource="r1") == ["R-2"]
    assert listed(resource="r1", status=409) == []
    assert listed(operation="\0") == []


def test_a_list_leaves_the_states_out(alice):
    alice.write(call, "R-1", touched=[Change("resource", "r1", {"a": 0}, {"a": 1})])
    (item,) = alice.read(audit.page, Page(10)).items
    assert item["touched"] == [{"kind": "resource", "id": "r1"}]
    assert alice.read(audit.find, "R-1")["touched"][0]["before"] == {"a": 0}


def test_sweeping_removes_old_calls_with_their_touches(alice, charlie, clock):
    for who in (alice, charlie):
        who.write(call, "old", touched=[Change("resource", "r1", None, None)])
    clock.forward(days=91)
    now = alice.write(call, "new")
    limit = now - timedelta(days=90)
    assert alice.write(audit.sweep, limit) == 1
    assert alice.write(audit.sweep, limit) == 0
    assert ids(alice.read(audit.page, Page(10))) == ["new"]
    assert alice.read(audit.page, Page(10), resource="r1").items == []
    assert charlie.read(audit.exists, "old")
