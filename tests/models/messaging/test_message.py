import pytest
from sqlalchemy import select

from contract.errors import (
    InvalidRequest,
    ListenerNotFound,
    MessageInvalid,
    MessageNotFound,
    QueueNotFound,
)
from models.delivery.address import Rules
from models.delivery.table import Delivery
from models.messaging import listener, message, stats
from models.messaging.moment import ms
from models.paging import Page


class StopError(Exception):
    pass


def test_a_message_is_stored_with_a_delivery_for_everybody_who_listens(desk, clock):
    queue = desk.queue()
    ids = [desk.listener(queue["id"])["id"] for _ in range(2)]
    sent = desk.send(queue["id"], "hello", alias="first", event_type="a.b")
    at = ms(clock.now)
    assert sent == {
        "id": sent["id"],
        "queue_id": queue["id"],
        "name": "first",
        "alias": "first",
        "event_type": "a.b",
        "state": "pending",
        "stored_at": at,
    }
    assert desk.seen(sent) == sent | {"data": "hello"}
    assert sorted(desk.carry()) == sorted((id, sent["id"]) for id in ids)
    assert desk.seen(sent)["state"] == "delivered"


def test_only_those_who_listened_before_get_it(desk):
    queue = desk.queue()
    desk.send(queue["id"])
    made = desk.listener(queue["id"])
    sent = desk.send(queue["id"])
    assert desk.carry() == [(made["id"], sent["id"])]


def test_a_message_for_nobody_is_missed_by_nobody(desk):
    assert desk.send(desk.queue()["id"])["state"] == "delivered"


def test_a_unit_that_fails_leaves_nothing(desk):
    queue = desk.queue()
    desk.listener(queue["id"])

    def work(session, tenant):
        message.create(session, tenant, queue["id"], {"data": "x"})
        raise StopError

    with pytest.raises(StopError):
        desk.who.write(work)
    assert desk.carry() == []
    assert desk.who.read(message.page, Page(9)).total == 0
    assert "message_added" not in desk.types()
    assert desk.who.read(stats.messages)["last_1_hours"]["message_added"] == 0


def test_whoever_wants_some_types_gets_these_only(desk):
    queue = desk.queue()
    every = desk.listener(queue["id"])["id"]
    some = desk.listener(queue["id"], event_types=["a", "b.*"])["id"]
    sent = [desk.send(queue["id"], event_type=type)["id"] for type in ("a", "b.x", "ax", "b")]
    plain = desk.send(queue["id"])["id"]
    carried = desk.carry()
    assert sorted(id for who, id in carried if who == every) == sorted([*sent, plain])
    assert sorted(id for who, id in carried if who == some) == sorted(sent[:2])


@pytest.mark.parametrize(
    ("data", "media"),
    [
        ('{"a": 1}', "application/json"),
        ("1", "application/json"),
        ("hello", "text/plain"),
        ("{", "text/plain"),
        ("", "text/plain"),
        ("NaN", "text/plain"),
        ("[" * 5000 + "]" * 5000, "text/plain"),
    ],
)
def test_listeners_get_the_data_as_they_are(desk, data, media):
    sent = desk.send(desk.queue()["id"], data)
    assert desk.who.read(message.body, sent["id"]) == (data.encode(), media)


def test_a_message_that_is_gone_has_no_body(desk, theirs):
    sent = desk.send(desk.queue()["id"])
    assert theirs.who.read(message.body, sent["id"]) is None
    desk.who.write(message.delete, sent["queue_id"], sent["id"])
    assert desk.who.read(message.body, sent["id"]) is None


def test_data_that_do_not_fit_are_refused_with_every_place_and_nothing_is_stored(desk):
    item = {"type": "object", "props": {"n": {"type": "number", "max": 3}}}
    queue = desk.queue(schema={"a": {"type": "array", "items": item}, "b": {"type": "string"}})
    desk.listener(queue["id"])
    good = '{"a": [{"n": 3}], "b": ""}'
    with pytest.raises(MessageInvalid) as refused:
        desk.send(queue["id"], '{"a": [{"n": 4}, {"m": 1}], "c": 1}')
    assert sorted(one.location for one in refused.value.details) == [
        "body.data.a.0.n",
        "body.data.a.1.m",
        "body.data.a.1.n",
        "body.data.b",
        "body.data.c",
    ]
    for data in ("no json", "[" * 900 + "]" * 900):
        with pytest.raises(MessageInvalid):
            desk.send(queue["id"], data)
    assert desk.who.read(message.page, Page(9)).total == 0
    sent = desk.send(queue["id"], good)
    assert desk.who.read(message.body, sent["id"]) == (good.encode(), "application/json")


@pytest.mark.parametrize(
    "content", [{"data": "\0"}, {"data": "\ud800"}, {"data": "", "event_type": "\0"}]
)
def test_what_cannot_be_stored_is_refused(desk, content):
    queue = desk.queue()
    with pytest.raises(InvalidRequest):
        desk.who.write(message.create, queue["id"], content)


def test_states_follow_the_deliveries(desk, clock):
    queue = desk.queue()
    slow, dead = desk.listener(queue["id"]), desk.listener(queue["id"])
    sent = desk.send(queue["id"])
    desk.who.write(
        listener.replace, queue["id"], slow["id"], _same(slow, "disabled"), rules=Rules()
    )
    desk.carry("dead")
    assert desk.seen(sent)["state"] == "delivering"
    desk.who.write(listener.delete, queue["id"], slow["id"])
    assert desk.seen(sent)["state"] == "failed"
    desk.who.write(listener.recover, queue["id"], dead["id"], {})
    desk.carry()
    assert desk.seen(sent)["state"] == "delivered"


def _same(made, status):
    return {word: made[word] for word in ("name", "notify_url", "liveness_url")} | {
        "status": status
    }


def test_only_the_name_of_a_message_changes(desk):
    sent = desk.send(desk.queue()["id"])
    act = (message.replace, sent["queue_id"], sent["id"], {"name": "other"})
    assert desk.who.write(*act) == sent | {"name": "other", "alias": "other", "data": "hello"}


def test_a_deleted_message_is_forgotten_with_its_deliveries(desk):
    queue = desk.queue()
    desk.listener(queue["id"])
    sent = desk.send(queue["id"])
    desk.who.write(message.delete, queue["id"], sent["id"])
    assert desk.carry() == []
    with pytest.raises(MessageNotFound):
        desk.seen(sent)


def test_the_audit_has_no_data(desk):
    queue = desk.queue()

    def work(session, tenant):
        made = message.create(session, tenant, queue["id"], {"data": "private"})
        message.replace(session, tenant, queue["id"], made["id"], {"name": "other"})
        message.delete(session, tenant, queue["id"], made["id"])
        return [change.kind for change in session.changes], "private" in str(session.changes)

    assert desk.who.write(work) == (["message"] * 3, False)


def test_it_is_sent_once_more_to_all_or_to_some(desk):
    queue = desk.queue()
    ids = [desk.listener(queue["id"])["id"] for _ in range(2)]
    sent = desk.send(queue["id"])
    act = (message.redeliver, queue["id"], sent["id"])
    assert desk.who.write(*act, {}) == {"redelivered": 0}
    desk.carry()
    desk.listener(queue["id"])
    assert desk.who.write(*act, {"listener_ids": ids[:1]}) == {"redelivered": 1}
    assert desk.carry() == [(ids[0], sent["id"])]
    assert desk.who.write(*act, {}) == {"redelivered": 2}
    assert len(desk.carry()) == 2
    with pytest.raises(ListenerNotFound):
        desk.who.write(*act, {"listener_ids": [ids[0], "other"]})


def test_attempts_are_listed_by_listener(desk, clock):
    queue = desk.queue()
    made = desk.listener(queue["id"])
    sent = desk.send(queue["id"])
    desk.carry("dead")
    at = ms(clock.now)
    found = desk.who.read(message.attempts, queue["id"], sent["id"], Page(9))
    only = {"listener_id": made["id"], "attempt": 1, "at": at, "duration_ms": 12}
    assert (found.items, found.total) == ([only], 1)
    desk.who.write(listener.delete, queue["id"], made["id"])
    (left,) = desk.who.read(message.attempts, queue["id"], sent["id"], Page(9)).items
    assert "listener_id" not in left


def test_dead_letters_are_listed_and_replayed(desk, clock):
    queue, other = desk.queue(), desk.queue()
    first, second = desk.listener(queue["id"]), desk.listener(queue["id"])
    desk.listener(other["id"])
    sent = [desk.send(queue["id"]) for _ in range(2)]
    desk.send(other["id"])
    desk.carry("dead")
    died = ms(clock.now)
    found = desk.who.read(message.dead_letters, queue["id"], Page(3))
    assert (len(found.items), found.total) == (3, 4)
    letter = found.items[0]
    assert letter["message_id"] in {one["id"] for one in sent}
    assert letter["listener_id"] in {first["id"], second["id"]}
    assert (letter["attempts"], letter["failed_at"]) == (1, died)
    act = (message.replay, queue["id"])
    one = {"listener_ids": [first["id"]], "message_ids": [sent[0]["id"]]}
    assert desk.who.write(*act, {"since": died + 1}) == {"replayed": 0}
    assert desk.who.write(*act, one) == {"replayed": 1}
    assert desk.carry() == [(first["id"], sent[0]["id"])]
    assert desk.who.write(*act, {"until": died + 1}) == {"replayed": 3}
    with pytest.raises(ListenerNotFound):
        desk.who.write(*act, {"listener_ids": ["other"]})
    with pytest.raises(InvalidRequest):
        desk.who.write(*act, {"since": 2**62})


def test_nobody_else_can_tell_that_a_message_exists(desk, theirs):
    queue, other = desk.queue(), desk.queue()
    sent = desk.send(queue["id"])
    for act, args in (
        (message.find, ()),
        (message.delete, ()),
        (message.replace, ({"name": "abcd"},)),
        (message.redeliver, ({},)),
        (message.attempts, (Page(9),)),
    ):
        for queue_id, id in ((other["id"], sent["id"]), (queue["id"], "x"), (queue["id"], "\0")):
            with pytest.raises(MessageNotFound):
                desk.who.write(act, queue_id, id, *args)
        with pytest.raises(QueueNotFound):
            theirs.who.write(act, queue["id"], sent["id"], *args)
    for act, args in ((message.replay, ({},)), (message.dead_letters, (Page(9),))):
        with pytest.raises(QueueNotFound):
            theirs.who.write(act, queue["id"], *args)
    assert theirs.who.read(message.page, Page(9)).items == []


def test_they_are_listed_newest_first_by_queue_or_all_as_far_as_they_may_be_shown(desk):
    queues = [desk.queue()["id"] for _ in range(2)]
    ids = [desk.send(queues[at % 2])["id"] for at in range(4)]

    def listed(limit=9, offset=0, **wanted):
        found = desk.who.read(message.page, Page(limit, offset=offset), **wanted)
        return [one["id"] for one in found.items], found.total

    assert listed(2, 1) == ([ids[2], ids[1]], 4)
    assert listed(queue_id=queues[1]) == ([ids[3], ids[1]], 2)
    assert listed(visible=frozenset(ids[2:3])) == ([ids[2]], 1)
    assert listed(queues=frozenset(queues[:1])) == ([ids[2], ids[0]], 2)


def test_what_came_of_it_is_told_with_message_and_listener(desk):
    queue = desk.queue()
    made = desk.listener(queue["id"])
    sent = desk.send(queue["id"], name="first")
    desk.carry()
    told = desk.events()[-2:]
    assert [one["type"] for one in told] == ["message_added", "message_published_ok"]
    assert told[0]["message"] == {"id": sent["id"], "name": "first"}
    assert told[1]["message"] == told[0]["message"]
    assert told[1]["listener"] == {"id": made["id"], "name": made["name"]}
    assert told[1]["client"] == told[0]["client"] == {"id": "alice"}


def test_in_a_line_every_place_is_the_next(desk):
    queue = desk.queue(ordering="fifo")
    made = desk.listener(queue["id"])
    sent = [desk.send(queue["id"])["id"] for _ in range(3)]
    query = select(Delivery.subject_id).order_by(Delivery.position)
    assert desk.who.read(lambda s, _t: list(s.execute(query).scalars())) == sent
    assert desk.carry() == [(made["id"], id) for id in sent]
