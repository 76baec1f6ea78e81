"""A listener is down for a day: nobody else is delayed, what it missed is a dead letter, and its replay arrives."""

import pytest
from aiohttp import web
from receiver import Receiver
from sorting_office import (
    EVENTS,
    STATS,
    data,
    ids,
    listener,
    message,
    opened,
    queue,
    seen,
    state,
    told,
    under,
    work,
)

ROUND = (5, 300, 1800, 7200, 18_000, 36_000, 36_000)


class Office:
    """An organization with a queue, one listener that is there and one that is down."""

    def __init__(self, cast, there, down):
        self.owner = opened(cast)
        self.queue = queue(self.owner, name="billing.invoices")
        self.there = listener(self.owner, self.queue, there.url)
        self.down = listener(self.owner, self.queue, down.url)

    def counts(self, which):
        found = seen(self.owner, self.queue, which)["messages"]
        return found["acknowledged_count"], found["missed_count"]


def posts(receiver):
    return [one.id for one in receiver.got if one.method == "POST"]


@pytest.fixture
def well():
    """Whether the receiver that was down is well again."""
    return []


@pytest.fixture
def receivers(well):
    def reply(_got):
        return web.Response(status=200 if well else 503)

    with Receiver() as there, Receiver(reply) as down:
        yield there, down


def a_day(cast):
    for wait in (0, *ROUND):
        cast.clock.advance(seconds=wait)
        work(cast)


def test_what_a_listener_missed_in_a_day_is_replayed_and_arrives(cast, receivers, well):
    there, down = receivers
    office = Office(cast, there, down)
    id = message(office.owner, office.queue)
    a_day(cast)

    assert posts(there) == [id]
    assert posts(down) == [id] * 8
    assert state(office.owner, office.queue, id) == "failed"
    assert office.counts(office.down) == (0, 1)
    path = under(office.queue, "dead_letters")
    (letter,) = data(office.owner.get(path))
    assert (letter["message_id"], letter["last_status"]) == (id, 503)

    well.append(True)
    assert data(office.owner.post(f"{path}/replay")) == {"replayed": 1}
    work(cast)

    assert posts(down) == [id] * 9
    assert posts(there) == [id]
    assert data(office.owner.get(path)) == []
    assert state(office.owner, office.queue, id) == "delivered"
    assert office.counts(office.down) == (1, 0)


def test_the_history_of_it_can_be_read(cast, receivers, well):
    office = Office(cast, *receivers)
    id = message(office.owner, office.queue)
    a_day(cast)
    well.append(True)
    told(office.owner.post(under(office.queue, "dead_letters", "replay")))
    work(cast)

    path = under(office.queue, "messages", id, "attempts")
    attempts = data(office.owner.get(path, query={"per_page": 100}))
    theirs = [one for one in attempts if one["listener_id"] == office.down["id"]]
    assert [one["status"] for one in theirs] == [503] * 8 + [200]
    assert [one["attempt"] for one in theirs] == list(range(1, 10))
    types = [one["type"] for one in data(office.owner.get(EVENTS, query={"limit": 100}))]
    assert types[-3:] == [
        "message_published_ok",
        "message_published_not_ok",
        "message_published_ok",
    ]
    day = data(office.owner.get(STATS))["last_24_hours"]
    assert (day["message_published_ok"], day["message_published_not_ok"]) == (1, 1)


def test_many_messages_to_one_that_is_down_are_held_and_none_is_lost(cast, receivers, well):
    there, down = receivers
    office = Office(cast, there, down)
    sent = [message(office.owner, office.queue, str(number)) for number in range(30)]
    work(cast)

    assert sorted(posts(there)) == sorted(sent)
    assert seen(office.owner, office.queue, office.down)["liveness"]["state"] == "inactive"
    assert len(posts(down)) < 2 * len(sent)

    well.append(True)
    told(office.owner.post(under(office.queue, "listeners", office.down["id"], "recover")))
    for _ in range(5):
        work(cast)
        cast.clock.advance(minutes=10)

    assert set(posts(down)) == set(sent)
    assert {state(office.owner, office.queue, id) for id in sent} == {"delivered"}
    assert office.counts(office.down) == (30, 0)


def test_one_organization_whose_listener_is_down_does_not_concern_another(cast, receivers):
    there, down = receivers
    office = Office(cast, there, down)
    with Receiver() as elsewhere:
        other = opened(cast)
        box = queue(other, name="billing.invoices")
        one = listener(other, box, elsewhere.url)
        mine = message(office.owner, office.queue)
        theirs = message(other, box)
        a_day(cast)

    assert posts(elsewhere) == [theirs]
    assert mine not in ids(other.get(under(box, "messages")))
    assert data(other.get(under(box, "dead_letters"))) == []
    assert seen(other, box, one)["messages"]["missed_count"] == 0
    assert office.counts(office.down) == (0, 1)
    told(other.post(under(box, "dead_letters", "replay")))
    assert len(data(office.owner.get(under(office.queue, "dead_letters")))) == 1
