from datetime import timedelta

import pytest

from contract.errors import InvalidRequest
from models.messaging import event
from models.messaging.moment import ms
from models.paging import Page


def tell(desk, *types):
    def work(session, tenant):
        for type in types:
            event.tell(session, tenant, type, queue={"id": "q", "name": "orders", "data": "x"})

    desk.who.write(work)


def test_an_event_names_who_did_what_to_what(desk, clock):
    tell(desk, "queue_added")
    at = ms(clock.now)
    (found,) = desk.events()
    assert found == {
        "id": found["id"],
        "type": "queue_added",
        "stored_at": at,
        "client": {"id": "alice"},
        "queue": {"id": "q", "name": "orders"},
    }
    assert len(found["id"]) == 21


def test_what_happens_without_a_caller_names_nobody(desk):
    desk.who.database.write(lambda session: event.tell(session, desk.who.tenant, "queue_added"))
    assert "client" not in desk.events()[0]


def test_events_are_listed_in_their_order(desk, clock):
    for _ in range(3):
        tell(desk, "queue_added", "queue_updated", "queue_deleted")
    assert desk.types() == ["queue_added", "queue_updated", "queue_deleted"] * 3
    found = desk.who.read(event.page, Page(2, offset=3))
    assert ([one["type"] for one in found.items], found.total) == (
        ["queue_added", "queue_updated"],
        9,
    )


def test_they_are_listed_by_type(desk):
    tell(desk, "queue_added", "queue_updated", "queue_deleted")
    found = desk.events(types=["queue_deleted", "queue_added", "other"])
    assert [one["type"] for one in found] == ["queue_added", "queue_deleted"]
    assert desk.events(types=[]) == []


def test_a_reader_goes_on_behind_the_last_event_that_it_has_seen(desk):
    for _ in range(3):
        tell(desk, "queue_added", "queue_updated")
    every = desk.events()
    seen = []
    last = {}
    while found := desk.who.read(event.page, Page(2), **last).items:
        seen += found
        last = {"start_after_id": found[-1]["id"]}
    assert seen == every


def test_a_reader_goes_on_behind_a_millisecond(desk, clock):
    clock.now = clock.now.replace(microsecond=5_000)
    tell(desk, "queue_added")
    clock.now = clock.now.replace(microsecond=5_999) - clock.step
    tell(desk, "queue_updated")
    clock.now = clock.now.replace(microsecond=6_000) - clock.step
    tell(desk, "queue_deleted")
    first, _, last = desk.events()
    assert desk.events(start_after=first["stored_at"]) == [last]
    both = {"start_after": 2**40, "start_after_id": first["id"]}
    assert len(desk.events(**both)) == 2


@pytest.mark.parametrize(
    "wanted", [{"start_after_id": "x" * 21}, {"start_after_id": "\0"}, {"start_after": 2**62}]
)
def test_a_position_that_is_not_there_is_refused(desk, wanted):
    with pytest.raises(InvalidRequest):
        desk.events(**wanted)


def test_they_are_shown_to_their_organization_as_far_as_they_may_be(desk, theirs):
    tell(desk, "queue_added", "queue_updated")
    first, second = desk.events()
    assert theirs.events() == []
    assert desk.events(visible=frozenset({second["id"]})) == [second]
    with pytest.raises(InvalidRequest):
        theirs.events(start_after_id=first["id"])


def test_old_ones_are_swept(desk, clock):
    tell(desk, "queue_added", "queue_updated")
    clock.forward(days=31)
    tell(desk, "queue_deleted")
    assert desk.who.write(event.sweep, most=1) == 1
    assert desk.who.write(event.sweep) == 1
    assert desk.who.write(event.sweep) == 0
    assert desk.types() == ["queue_deleted"]
    assert timedelta(days=30) == event.KEPT
