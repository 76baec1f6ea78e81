import pytest
from receiver import nobody
from sorting_office import (
    API_KEYS,
    EVENTS,
    NOWHERE,
    STATS,
    data,
    ids,
    limited,
    listener,
    message,
    named,
    now,
    queue,
    refused,
    told,
    under,
    work,
)

READ = {"queues": {"access": "read"}}


def everything(owner, receiver, cast):
    """One of each kind; gives what they were about."""
    key = data(owner.post(API_KEYS, json={"name": "some.key", "scopes": READ}))
    data(owner.put(f"{API_KEYS}/{key['id']}", json={"name": "other.key", "scopes": READ}))
    data(owner.delete(f"{API_KEYS}/{key['id']}"))
    made = queue(owner, name="some.queue")
    data(owner.put(under(made), json={"name": "other.queue"}))
    one = listener(owner, made, receiver.url, name="some.listener")
    content = {"name": "other.listener", "notify_url": receiver.url, "liveness_url": receiver.url}
    data(owner.put(under(made, "listeners", one["id"]), json=content))
    id = message(owner, made, name="some.message")
    work(cast)
    data(owner.delete(under(made, "listeners", one["id"])))
    with nobody() as url:
        listener(owner, made, url)
        message(owner, made)
    data(owner.delete(under(made)))
    return {"api_key": key["id"], "queue": made["id"], "listener": one["id"], "message": id}


def test_everything_that_happens_is_told_in_its_order(cast, office, receiver):
    about = everything(office, receiver, cast)

    events = data(office.get(EVENTS, query={"limit": 100}))

    assert [one["type"] for one in events] == [
        "api_key_added",
        "api_key_updated",
        "api_key_deleted",
        "queue_added",
        "queue_updated",
        "listener_added",
        "listener_updated",
        "message_added",
        "message_published_ok",
        "listener_deleted",
        "listener_added",
        "message_added",
        "queue_deleted",
    ]
    named_ = {
        kind: [(one[kind].get("name"), one[kind]["id"]) for one in events if kind in one][:2]
        for kind in about
    }
    assert named_["queue"] == [("some.queue", about["queue"]), ("other.queue", about["queue"])]
    assert named_["api_key"] == [
        ("some.key", about["api_key"]),
        ("other.key", about["api_key"]),
    ]
    assert named_["listener"][0] == ("some.listener", about["listener"])
    assert named_["message"][0] == ("some.message", about["message"])
    assert all({"id", "type", "stored_at", "client"} <= set(one) for one in events)
    assert len({one["client"]["id"] for one in events}) == 1


def test_types_can_be_chosen(office):
    made = queue(office)
    message(office, made)
    data(office.delete(under(made)))

    answer = office.get(EVENTS, query={"events": "message_added,queue_deleted"})

    assert [one["type"] for one in data(answer)] == ["message_added", "queue_deleted"]


def test_ten_are_shown_unless_more_are_asked_for_and_the_last_leads_on(office):
    made = queue(office)
    for _ in range(14):
        message(office, made)

    first = ids(office.get(EVENTS))
    second = ids(office.get(EVENTS, query={"startAfterId": first[-1]}))

    assert [len(first), len(second)] == [10, 5]
    assert ids(office.get(EVENTS, query={"limit": 100})) == [*first, *second]
    assert ids(office.get(EVENTS, query={"startAfterId": second[-1]})) == []


def test_what_happened_after_a_time(cast, office):
    queue(office)
    moment = now(cast)
    cast.clock.advance(seconds=1)
    made = queue(office)

    (one,) = data(office.get(EVENTS, query={"startAfter": moment}))

    assert one["queue"]["id"] == made["id"]
    assert one["stored_at"] == now(cast)
    assert len(ids(office.get(EVENTS, query={"startAfter": moment - 1}))) == 2


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ({"events": "message_eaten"}, "query.events.0"),
        ({"events": ""}, "query.events"),
        ({"limit": 0}, "query.limit"),
        ({"limit": 101}, "query.limit"),
        ({"startAfter": "today"}, "query.startAfter"),
        ({"startAfterId": NOWHERE}, "query.startAfterId"),
        ({"startAfterId": "short"}, "query.startAfterId"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_with_its_place(alice, query, place):
    status, places = refused(alice.get(EVENTS, query=query))

    assert status == 400
    assert {one.removesuffix(".0") for one in places} == {place.removesuffix(".0")}


def test_what_happened_in_another_organization_is_not_told(office, charlie):
    queue(office)
    (id,) = ids(office.get(EVENTS))

    assert refused(charlie.get(EVENTS, query={"startAfterId": id}))[0] == 400
    assert id not in ids(charlie.get(EVENTS, query={"limit": 100}))


def test_who_may_see_one_event_sees_one(office):
    queue(office)
    first, *_ = ids(office.get(EVENTS))

    assert ids(limited(office, events=("read", first)).get(EVENTS)) == [first]


def test_a_refused_call_is_no_event(office):
    office.post("/messaging/v1/queues", json={"name": "x"})
    made = queue(office, schema={"a": {"type": "string"}})
    office.post(under(made, "messages"), json={"data": "no"})

    assert [one["type"] for one in data(office.get(EVENTS))] == ["queue_added"]


def test_what_happened_is_counted_for_three_times(cast, office, receiver):
    everything(office, receiver, cast)

    stats = data(office.get(STATS))

    counted = {name: number for name, number in stats["last_1_hours"].items() if number}
    assert counted == {
        "api_key_added": 1,
        "api_key_updated": 1,
        "api_key_deleted": 1,
        "queue_added": 1,
        "queue_updated": 1,
        "queue_deleted": 1,
        "listener_added": 2,
        "listener_updated": 1,
        "listener_deleted": 1,
        "message_added": 2,
        "message_published_ok": 1,
    }
    assert stats["last_24_hours"] == stats["today_so_far"] == stats["last_1_hours"]
    assert len(stats["today_so_far"]) == 12


def test_counters_pass_out_of_their_times(cast, office):
    queue(office)

    def counted():
        return {name: one["queue_added"] for name, one in data(office.get(STATS)).items()}

    cast.clock.advance(hours=2)
    assert (counted()["last_24_hours"], counted()["last_1_hours"]) == (1, 0)
    cast.clock.advance(hours=23)
    assert counted() == {"last_24_hours": 0, "last_1_hours": 0, "today_so_far": 0}


def test_a_listener_that_gets_two_counts_two(cast, office, receiver):
    made = queue(office)
    listener(office, made, receiver.url)
    listener(office, made, receiver.url, name=named("listener"))
    message(office, made)
    work(cast)

    assert data(office.get(STATS))["today_so_far"]["message_published_ok"] == 2
    assert told(office.get(EVENTS))
