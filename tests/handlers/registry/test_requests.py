"""Operations under /requests."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from answers import told

from models.clock import rfc3339

REQUESTS = "/registry/v1/requests"
RESOURCES = "/registry/v1/resources"
_numbers = itertools.count(1)


@pytest.fixture
def name():
    return f"request-{next(_numbers)}"


def create(client, name, **more):
    body = {"kind": "sensor", "name": f"R {next(_numbers)}"}
    return client.post(RESOURCES, json=body, headers={"x-request-id": name} | more)


def names(client, **query):
    return [one["requestId"] for one in client.get(REQUESTS, query=query).json()["items"]]


def test_a_call_is_found_by_its_id(name, alice):
    made = create(alice, name).json()
    found = alice.get(f"{REQUESTS}/{name}").json()
    assert (found["requestId"], found["operation"], found["status"]) == (
        name,
        "createResource",
        201,
    )
    assert [touched["id"] for touched in found["touched"]] == [made["id"]]


def test_a_call_of_another_organization_is_not_found(name, alice, charlie):
    create(alice, name)
    assert told(charlie.get(f"{REQUESTS}/{name}")) == (404, "requestNotFound")


def test_an_id_of_unusual_characters_is_found(alice):
    strange = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~\"\\"
    create(alice, strange)
    assert (
        alice.get(f"{REQUESTS}/{''.join(f'%{ord(sign):02X}' for sign in strange)}").json()[
            "requestId"
        ]
        == strange
    )


@pytest.mark.parametrize("path", ["a%20b", "%C3%A9", "a" * 65])
def test_what_can_be_no_id_is_refused(path, alice):
    assert alice.get(f"{REQUESTS}/{path}").status == 400


def test_the_audit_asks_for_its_own_scope(name, cast, alice, nobody):
    create(alice, name)
    reader = nobody.with_key(cast.key("alice", "registry:read", "registry:write"))
    assert told(reader.get(f"{REQUESTS}/{name}")) == (403, "forbidden")
    assert told(reader.get(REQUESTS)) == (403, "forbidden")


def test_the_newest_call_is_listed_first(alice):
    create(alice, "older")
    create(alice, "newer")
    assert names(alice, limit=2) == ["newer", "older"]


def test_a_list_shows_itself_only_in_the_next_list(name, alice):
    first = alice.get(REQUESTS, query={"limit": 1}, headers={"x-request-id": name}).json()
    assert first["items"][0]["requestId"] != name
    assert names(alice, limit=1) == [name]


def test_lists_are_filtered_by_time(name, cast, alice):
    start = cast.clock.now
    cast.clock.advance(minutes=1)
    create(alice, name)
    end = cast.clock.now + timedelta(seconds=1)
    cast.clock.advance(minutes=1)
    create(alice, f"{name}-later")
    span = {"since": rfc3339(start + timedelta(seconds=30)), "until": rfc3339(end)}
    assert names(alice, **span) == [name]


def test_since_is_inside_and_until_is_outside(name, alice):
    create(alice, name)
    at = alice.get(f"{REQUESTS}/{name}").json()["receivedAt"]
    assert name in names(alice, since=at)
    assert name not in names(alice, until=at)


def test_times_may_have_any_offset(name, alice):
    create(alice, name)
    at = alice.get(f"{REQUESTS}/{name}").json()["receivedAt"]
    assert at.startswith("2026-11-02T09:")
    shifted = at.replace("T09:", "T14:").replace("Z", "+05:00")
    assert name in names(alice, since=shifted)
    assert name not in names(alice, until=shifted)


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "2026-13-01T00:00:00Z",
        "2026-11-02",
        "2026-11-02T09:00:00",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-14:00",
    ],
)
@pytest.mark.parametrize("bound", ["since", "until"])
def test_a_time_that_is_none_is_refused(bound, text, alice):
    answer = alice.get(REQUESTS, query={bound: text})
    assert (answer.status, answer.json()["details"][0]["location"]) == (400, f"query.{bound}")


def test_lists_are_filtered_by_operation(name, alice):
    alice.get(
        f"{RESOURCES}/01935270-8c3a-7c6e-9a53-0d2f6b1c4e77/history", headers={"x-request-id": name}
    )
    assert names(alice, operation="listResourceHistory")[0] == name
    assert names(alice, operation="noSuchOperation") == []


def test_lists_are_filtered_by_status(name, alice):
    alice.patch(
        f"{RESOURCES}/01935270-8c3a-7c6e-9a53-0d2f6b1c4e77",
        json={"x": 1},
        headers={"x-request-id": name},
    )
    assert names(alice, status=400, operation="patchResource")[0] == name


def test_lists_are_filtered_by_the_resource_that_was_changed(name, alice):
    made = create(alice, name).json()
    alice.get(f"{RESOURCES}/{made['id']}")
    alice.delete(f"{RESOURCES}/{made['id']}", headers={"x-request-id": f"{name}-gone"})
    assert names(alice, resource=made["id"]) == [f"{name}-gone", name]


def test_all_filters_must_match(name, alice):
    made = create(alice, name).json()
    assert names(alice, resource=made["id"], operation="createResource", status=201) == [name]
    assert names(alice, resource=made["id"], operation="createResource", status=200) == []


@pytest.mark.parametrize(
    "query",
    [{"status": 99}, {"status": 600}, {"status": "ok"}, {"resource": "x"}, {"operation": ""}],
)
def test_a_filter_that_is_none_is_refused(query, alice):
    assert alice.get(REQUESTS, query=query).status == 400


def test_a_member_who_may_audit_sees_the_calls_of_others(name, alice, bob):
    create(alice, name)
    assert bob.get(f"{REQUESTS}/{name}").json()["requestId"] == name
