import pytest
from sorting_office import (
    API_KEYS,
    MESSAGES,
    NOWHERE,
    QUEUES,
    STATS,
    data,
    ids,
    limited,
    named,
    now,
    refused,
    told,
)

READ = {"queues": {"access": "read"}}


def made(owner, **more):
    content = {"name": named("key"), "scopes": READ} | more
    return data(owner.post(API_KEYS, json=content))


def test_the_whole_key_is_shown_once_and_afterwards_its_beginning(alice):
    one = made(alice)

    (listed,) = [
        found
        for found in data(alice.get(API_KEYS, query={"per_page": 100}))
        if found["id"] == one["id"]
    ]
    read = data(alice.get(f"{API_KEYS}/{one['id']}"))

    assert read == listed
    assert one["key"].startswith(read["key"])
    assert len(one["key"]) - len(read["key"]) > 32
    assert one | {"key": read["key"]} == read
    assert read["scopes"] == {"queues": {"access": "read", "targets": ["*"]}}
    assert read["status"] == "enabled"


def test_a_key_does_what_its_scopes_say(alice):
    holder = alice.with_key(made(alice)["key"])

    assert told(holder.get(QUEUES))
    assert holder.post(QUEUES, json={"name": named("queue")}).status == 403
    assert holder.get(MESSAGES).status == 403


def test_when_it_was_last_used_is_known(cast, alice):
    one = made(alice)
    assert "last_used_at" not in data(alice.get(f"{API_KEYS}/{one['id']}"))
    told(alice.with_key(one["key"]).get(QUEUES))
    cast.server.chores.round()

    assert data(alice.get(f"{API_KEYS}/{one['id']}"))["last_used_at"] == now(cast)


def test_a_disabled_key_is_unauthorized_until_it_is_enabled(alice):
    one = made(alice)
    holder, path = alice.with_key(one["key"]), f"{API_KEYS}/{one['id']}"
    content = {"name": one["name"], "scopes": READ}

    assert data(alice.put(path, json=content | {"status": "disabled"}))["status"] == "disabled"
    assert holder.get(QUEUES).status == 401
    assert data(alice.put(path, json=content))["status"] == "enabled"
    assert told(holder.get(QUEUES))


def test_a_key_can_be_disabled_from_the_start(alice):
    one = made(alice, status="disabled")

    assert one["status"] == "disabled"
    assert alice.with_key(one["key"]).get(QUEUES).status == 401


def test_a_change_replaces_all_scopes_and_the_text_stays(alice):
    one = made(alice)
    content = {"alias": named("key"), "scopes": {"stats": {"access": "read"}}}

    after = data(alice.put(f"{API_KEYS}/{one['id']}", json=content))

    assert after["scopes"] == {"stats": {"access": "read", "targets": ["*"]}}
    assert one["key"].startswith(after["key"])
    holder = alice.with_key(one["key"])
    assert holder.get(QUEUES).status == 403
    assert told(holder.get(STATS))


def test_a_deleted_key_is_gone(alice):
    one = made(alice)
    path = f"{API_KEYS}/{one['id']}"

    assert data(alice.delete(path)) == {"id": one["id"]}

    assert alice.with_key(one["key"]).get(QUEUES).status == 401
    assert alice.get(path).status == alice.delete(path).status == 404
    assert one["id"] not in ids(alice.get(API_KEYS, query={"per_page": 100}))
    assert made(alice, name=one["name"])


def test_nobody_gives_what_they_have_not(alice, box):
    keeper = limited(alice, api_keys="write", queues=("read", box["id"]))

    def asked(scopes):
        return keeper.post(API_KEYS, json={"name": named("key"), "scopes": scopes}).status

    assert asked({"queues": {"access": "read", "targets": [box["id"]]}}) == 200
    assert asked({"queues": {"access": "read", "targets": [NOWHERE]}}) == 403
    assert asked({"queues": {"access": "read"}}) == 403
    assert asked({"queues": {"access": "write", "targets": [box["id"]]}}) == 403
    assert asked({"messages": {"access": "read"}}) == 403


def test_nobody_gives_it_to_a_key_that_is_there_either(alice):
    keeper = limited(alice, api_keys="write", queues="read")
    one = made(keeper)

    for scopes, status in (({"messages": {"access": "read"}}, 403), (READ, 200)):
        content = {"name": one["name"], "scopes": scopes}
        assert keeper.put(f"{API_KEYS}/{one['id']}", json=content).status == status


@pytest.mark.parametrize(
    ("scopes", "place"),
    [
        ({}, "body.scopes"),
        ({"rockets": {"access": "read"}}, "body.scopes.rockets"),
        ({"queues": {"access": "admin"}}, "body.scopes.queues.access"),
        ({"queues": {}}, "body.scopes.queues.access"),
        ({"queues": {"access": "read", "targets": []}}, "body.scopes.queues.targets"),
        ({"queues": {"access": "read", "targets": ["a b"]}}, "body.scopes.queues.targets.0"),
    ],
)
def test_scopes_that_cannot_be_are_refused_with_their_place(alice, scopes, place):
    answer = alice.post(API_KEYS, json={"name": named("key"), "scopes": scopes})

    assert refused(answer) == (400, [place])


@pytest.mark.parametrize("resource", ["channels", "topics", "schemas", "events", "api_clients"])
def test_every_resource_can_be_named(alice, resource):
    scopes = {resource: {"access": "write", "targets": ["*"]}}

    assert made(alice, scopes=scopes)["scopes"] == scopes


def test_a_name_is_taken_once(alice):
    one = made(alice)

    assert refused(alice.post(API_KEYS, json={"name": one["name"], "scopes": READ}))[0] == 422


def test_another_organization_does_not_find_it(alice, charlie):
    path = f"{API_KEYS}/{made(alice)['id']}"

    content = {"name": named("key"), "scopes": READ}
    assert [charlie.get(path).status, charlie.delete(path).status] == [404, 404]
    assert charlie.put(path, json=content).status == 404


def test_a_key_for_one_key_shows_that_one(alice):
    one, other = made(alice), made(alice)
    reader = limited(alice, api_keys=("read", one["id"]))

    assert ids(reader.get(API_KEYS)) == [one["id"]]
    assert reader.get(f"{API_KEYS}/{other['id']}").status == 403
