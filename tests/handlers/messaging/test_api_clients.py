import re

import pytest
from sorting_office import (
    API_CLIENTS,
    API_KEYS,
    EVENTS,
    NANOID,
    NOWHERE,
    QUEUES,
    data,
    named,
    now,
    refused,
    told,
)


def test_a_program_has_an_id_a_name_and_times(cast, alice):
    made = data(alice.post(API_CLIENTS, json={"name": "shop.backend"}))

    assert re.fullmatch(NANOID, made.pop("id"))
    assert made == {
        "name": "shop.backend",
        "alias": "shop.backend",
        "created_at": now(cast),
        "updated_at": now(cast),
    }


def test_a_program_gets_another_name(cast, alice):
    made = data(alice.post(API_CLIENTS, json={"alias": named("program")}))
    cast.clock.advance(seconds=1)

    after = data(alice.put(f"{API_CLIENTS}/{made['id']}", json={"alias": "other.program"}))

    assert (after["id"], after["name"]) == (made["id"], "other.program")
    assert after["updated_at"] - made["updated_at"] == 1000


def test_a_name_is_taken_once_in_an_organization(alice, charlie):
    same = {"name": named("program")}
    assert told(alice.post(API_CLIENTS, json=same))

    assert refused(alice.post(API_CLIENTS, json=same))[0] == 422
    assert told(charlie.post(API_CLIENTS, json=same))


@pytest.mark.parametrize("id", [NOWHERE])
def test_a_program_that_is_not_there_cannot_be_renamed(alice, id):
    assert refused(alice.put(f"{API_CLIENTS}/{id}", json={"name": "name"}))[0] == 404


def test_another_organization_cannot_rename_it(alice, charlie):
    made = data(alice.post(API_CLIENTS, json={"name": named("program")}))

    assert charlie.put(f"{API_CLIENTS}/{made['id']}", json={"name": "theirs"}).status == 404


def test_events_say_which_program_did_it(office):
    made = data(office.post(API_CLIENTS, json={"name": "shop.backend"}))
    content = {
        "name": "key.of.it",
        "scopes": {"queues": {"access": "write"}},
        "client_id": made["id"],
    }
    key = data(office.post(API_KEYS, json=content))["key"]
    office.with_key(key).post(QUEUES, json={"name": "made.by.it"})

    (added,) = data(office.get(EVENTS, query={"events": "queue_added"}))
    assert added["client"] == {"id": made["id"]}


def test_a_key_can_only_belong_to_a_program_that_is_there(alice):
    content = {"name": named("key"), "scopes": {"queues": {"access": "read"}}}

    answer = alice.post(API_KEYS, json=content | {"client_id": NOWHERE})

    assert refused(answer)[0] == 422
