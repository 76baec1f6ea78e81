"""A key does what its scopes say, for each resource, and for the ids that they name."""

import pytest
from sorting_office import (
    API_CLIENTS,
    API_KEYS,
    DOMAINS,
    EVENTS,
    LISTENERS,
    MESSAGES,
    NOWHERE,
    QUEUES,
    STATS,
    data,
    ids,
    limited,
    listener,
    message,
    named,
    queue,
    refused,
    told,
    under,
)

RESOURCES = {
    "queues": QUEUES,
    "listeners": LISTENERS,
    "messages": MESSAGES,
    "domains": DOMAINS,
    "events": EVENTS,
    "api_keys": API_KEYS,
    "stats": STATS,
}
HERE = f"{QUEUES}/{NOWHERE}"
NEEDED = [
    ("POST", API_CLIENTS, "api_clients", "write"),
    ("PUT", f"{API_CLIENTS}/{NOWHERE}", "api_clients", "write"),
    ("POST", API_KEYS, "api_keys", "write"),
    ("GET", f"{API_KEYS}/{NOWHERE}", "api_keys", "read"),
    ("PUT", f"{API_KEYS}/{NOWHERE}", "api_keys", "write"),
    ("DELETE", f"{API_KEYS}/{NOWHERE}", "api_keys", "write"),
    ("POST", QUEUES, "queues", "write"),
    ("GET", HERE, "queues", "read"),
    ("PUT", HERE, "queues", "write"),
    ("DELETE", HERE, "queues", "write"),
    ("GET", f"{HERE}/schemas/{'0' * 64}", "schemas", "read"),
    ("GET", f"{HERE}/listeners", "listeners", "read"),
    ("POST", f"{HERE}/listeners", "listeners", "write"),
    ("GET", f"{HERE}/listeners/{NOWHERE}", "listeners", "read"),
    ("PUT", f"{HERE}/listeners/{NOWHERE}", "listeners", "write"),
    ("DELETE", f"{HERE}/listeners/{NOWHERE}", "listeners", "write"),
    ("POST", f"{HERE}/listeners/{NOWHERE}/test", "listeners", "write"),
    ("POST", f"{HERE}/listeners/{NOWHERE}/rotate_secret", "listeners", "write"),
    ("POST", f"{HERE}/listeners/{NOWHERE}/recover", "listeners", "write"),
    ("GET", f"{HERE}/messages", "messages", "read"),
    ("POST", f"{HERE}/messages", "messages", "write"),
    ("GET", f"{HERE}/messages/{NOWHERE}", "messages", "read"),
    ("PUT", f"{HERE}/messages/{NOWHERE}", "messages", "write"),
    ("DELETE", f"{HERE}/messages/{NOWHERE}", "messages", "write"),
    ("POST", f"{HERE}/messages/{NOWHERE}/redeliver", "messages", "write"),
    ("GET", f"{HERE}/messages/{NOWHERE}/attempts", "messages", "read"),
    ("GET", f"{HERE}/dead_letters", "queues", "read"),
    ("POST", f"{HERE}/dead_letters/replay", "queues", "write"),
    ("POST", DOMAINS, "domains", "write"),
    ("GET", f"{DOMAINS}/{NOWHERE}", "domains", "read"),
    ("PUT", f"{DOMAINS}/{NOWHERE}", "domains", "write"),
    ("DELETE", f"{DOMAINS}/{NOWHERE}", "domains", "write"),
    ("POST", f"{DOMAINS}/{NOWHERE}/verify", "domains", "write"),
    *(("GET", path, resource, "read") for resource, path in RESOURCES.items()),
]


@pytest.fixture(scope="module")
def holders(cast):
    """A key for each scope, made once; `-resource` has all others."""
    made = {}

    def of(*scopes):
        if scopes not in made:
            made[scopes] = cast.key("alice", *scopes)
        return made[scopes]

    return of


ALL = [
    f"messaging:{resource}:write"
    for resource in (*RESOURCES, "api_clients", "schemas", "channels", "topics")
]


@pytest.mark.parametrize("need", NEEDED, ids=lambda need: f"{need[0]} {need[1]}")
def test_each_operation_needs_its_scope_and_no_other(alice, holders, need):
    verb, path, resource, mode = need
    others = [scope for scope in ALL if f":{resource}:" not in scope]
    if mode == "write":
        others.append(f"messaging:{resource}:read")

    without = alice.with_key(holders(*others)).call(verb, path, json=body(verb))
    holding = alice.with_key(holders(f"messaging:{resource}:{mode}"))

    assert without.status == 403, without.body
    assert without.json()["title"] == "Forbidden"
    assert holding.call(verb, path, json=body(verb)).status in {200, 400, 404}


def body(verb):
    """Nothing that could be carried out."""
    return {"unknown": True} if verb in {"POST", "PUT"} else None


@pytest.mark.parametrize("resource", RESOURCES)
def test_who_may_write_may_read(alice, resource):
    assert told(limited(alice, **{resource: "write"}).get(RESOURCES[resource]))


def test_a_key_for_one_queue_reaches_this_one_only(alice, box):
    other = queue(alice)
    reader = limited(alice, queues=("read", box["id"]))

    assert data(reader.get(under(box)))["id"] == box["id"]
    assert reader.get(under(other)).status == 403
    assert ids(reader.get(QUEUES)) == [box["id"]]
    assert reader.put(under(box), json={"name": named("queue")}).status == 403


def test_a_key_for_one_queue_cannot_tell_whether_another_exists(alice, box):
    other = queue(alice)
    reader = limited(alice, queues=("read", box["id"]))

    theirs, absent = (reader.get(f"{QUEUES}/{id}").json() for id in (other["id"], NOWHERE))

    assert theirs["detail"].replace(other["id"], "") == absent["detail"].replace(NOWHERE, "")


def test_a_key_that_may_write_some_things_may_not_create_others(alice, box):
    writer = limited(alice, queues=("write", box["id"]))

    assert data(writer.put(under(box), json={"name": named("queue")}))["id"] == box["id"]
    assert refused(writer.post(QUEUES, json={"name": named("queue")}))[0] == 403
    assert writer.delete(under(queue(alice))).status == 403
    assert data(writer.delete(under(box))) == {"id": box["id"]}


def test_a_key_for_one_listener_sees_this_one_in_both_lists(alice, box):
    one, other = listener(alice, box), listener(alice, box)
    reader = limited(alice, listeners=("read", one["id"]))

    assert ids(reader.get(LISTENERS)) == ids(reader.get(under(box, "listeners"))) == [one["id"]]
    assert told(reader.get(under(box, "listeners", one["id"])))
    assert reader.get(under(box, "listeners", other["id"])).status == 403
    assert reader.post(under(box, "listeners", one["id"], "test")).status == 403


def test_a_key_for_one_message_sees_this_one_in_both_lists(alice, box):
    one, other = message(alice, box), message(alice, box)
    reader = limited(alice, messages=("read", one))

    assert ids(reader.get(MESSAGES)) == ids(reader.get(under(box, "messages"))) == [one]
    assert reader.get(under(box, "messages", other)).status == 403
    assert told(reader.get(under(box, "messages", one, "attempts")))


def test_the_counters_of_all_are_shown_to_nobody_who_may_see_only_some(alice, box):
    assert refused(limited(alice, stats=("read", box["id"])).get(STATS))[0] == 403


def test_a_target_of_all_among_others_is_all(alice, box):
    assert told(limited(alice, queues=("read", "*", NOWHERE)).get(under(box)))


def test_data_are_hidden_from_those_who_may_only_read_messages(alice, box):
    id = message(alice, box, "secret")
    path = under(box, "messages", id)

    def shown(holder):
        return [data(holder.get(path)), *data(holder.get(under(box, "messages")))]

    assert [one.get("data") for one in shown(alice)] == ["secret"] * 2
    assert ["data" in one for one in shown(limited(alice, messages="read"))] == [False] * 2
    assert [one["data"] for one in shown(limited(alice, messages="write"))] == ["secret"] * 2


def test_data_of_single_messages_are_shown_to_those_who_may_write_these(alice, box):
    mine, other = message(alice, box, "mine"), message(alice, box, "other")
    writer = alice.with_key(limited(alice, messages=("write", mine)).key)

    assert data(writer.get(under(box, "messages", mine)))["data"] == "mine"
    assert [one.get("data") for one in data(writer.get(MESSAGES))] == ["mine"]
    assert writer.get(under(box, "messages", other)).status == 403


def test_renaming_shows_the_data_as_reading_does(alice, box):
    path = under(box, "messages", message(alice, box, "text"))

    assert data(limited(alice, messages="write").put(path, json={"name": "note"}))["data"] == "text"
