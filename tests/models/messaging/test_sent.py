"""What is sent of a message, what is told when it arrived, and where a unit hints that something is due."""

import pytest

import models
from models.delivery import destination, line
from models.delivery.address import PUBLIC
from models.delivery.ended import Ended
from models.messaging import domain, listener, message
from models.messaging.domain import next_at

PLACE = {"name": "main", "hostname": "example.com"}


@pytest.fixture
def heard(desk):
    """A queue with a listener."""
    made = desk.queue()
    return made, desk.listener(made["id"])


def place_of(desk, one):
    (found,) = desk.who.read(destination.of_owner, "listener", one["id"])
    return found["id"]


def hints(desk, *acts):
    """What a unit of these acts hints at."""

    def work(session, tenant):
        for act in acts:
            act(session, tenant)
        return [ids for whose, ids in session.hints if whose == tenant]

    return desk.who.write(work)


def test_each_kind_of_delivery_has_a_body_of_its_own(desk, heard):
    queue, listening = heard
    sent = desk.send(queue["id"], '{"order": 7}')
    tried = desk.who.write(listener.test, queue["id"], listening["id"])
    bodies = models.bodies()
    body, kind = desk.who.read(bodies["test"], tried["id"])
    assert (b'"test"' in body, kind) == (True, "application/json")
    assert desk.who.read(bodies["message"], sent["id"]) == (b'{"order": 7}', "application/json")
    assert set(bodies) == {"event", "message", "test"}


def test_what_is_gone_or_somebody_elses_has_no_body(desk, theirs, heard):
    sent = desk.send(heard[0]["id"])
    for body in models.bodies().values():
        assert desk.who.read(body, "nothing") is None
        assert theirs.who.read(body, sent["id"]) is None


@pytest.mark.parametrize(("ok", "type"), [(True, "ok"), (False, "not_ok")])
def test_what_was_settled_is_told_of_messages_only(desk, heard, ok, type):
    queue, listening = heard
    sent = desk.send(queue["id"])

    def work(session, tenant):
        ended = [
            Ended(tenant, "message", sent["id"], listening["id"], ok),
            Ended(tenant, "test", "trial", listening["id"], ok),
            Ended(tenant, "event", "event", "activation", ok),
        ]
        for hear in models.settled():
            hear(session, ended)

    desk.who.write(work)
    told = [one for one in desk.events() if one["type"].startswith("message_published")]
    (mine,) = [one for one in told if one["message"]["id"] == sent["id"]]
    assert (mine["type"], mine["listener"]["id"]) == (f"message_published_{type}", listening["id"])


def test_a_publish_hints_at_those_who_are_to_get_it(desk, heard):
    queue, listening = heard
    found = hints(desk, lambda s, t: message.create(s, t, queue["id"], {"data": "x"}))
    assert found == [(place_of(desk, listening),)]


def test_what_nobody_gets_hints_at_nothing(desk):
    made = desk.queue()
    assert hints(desk, lambda s, t: message.create(s, t, made["id"], {"data": "x"})) == []


def test_a_part_that_failed_hints_at_nothing(desk, heard):
    place = place_of(desk, heard[1])

    def failing(session, tenant):
        with session.nested():
            line.enqueue(session, tenant, [place], kind="test", subject_id="undone")
            raise ValueError("no")

    def part(session, tenant):
        with pytest.raises(ValueError, match="no"):
            failing(session, tenant)

    assert hints(desk, part) == []


def test_what_is_sent_again_hints_too(desk, heard):
    queue, listening = heard
    desk.send(queue["id"])
    desk.carry("dead")
    again = hints(desk, lambda s, t: listener.recover(s, t, queue["id"], listening["id"], {}))
    assert () in again


def test_a_domain_hints_when_somebody_asks_and_is_next_until_it_is_checked(desk, clock):
    def next_now():
        return desk.who.database.read(next_at)

    made = desk.who.write(domain.create, PLACE, rules=PUBLIC)
    before = next_now()
    assert hints(desk, lambda s, t: domain.verify(s, t, made["id"])) == [()]
    assert (before, next_now() <= clock.now) == (None, True)
    (one,) = desk.who.database.write(domain.take)
    assert next_now() > clock.now
    desk.who.database.write(lambda session: domain.checked(session, one, ok=True))
    assert next_now() is None
