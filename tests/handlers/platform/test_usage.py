"""Operations under /usage."""

from __future__ import annotations

import pytest
from answers import told

from models.platform import key as keys

USAGE = "/platform/v1/usage"
OWN = "/platform/v1/organization"


@pytest.fixture
def reader(cast):
    """A key of alice's organization that nobody has used, with its id."""
    text = cast.key("alice", "platform:read")
    return cast.client.with_key(text), keys.parse(text)[0]


def used(cast, client, **query):
    cast.server.chores.write_usage()
    return client.get(USAGE, query=query).json()["items"]


def test_calls_and_errors_are_counted_by_key_and_operation(cast, alice, reader):
    caller, name = reader
    for path in (OWN, OWN, f"{OWN}?a=b", "/platform/v1/keys"):
        caller.get(path)
    rows = used(cast, alice, keyId=name)
    counts = {row["operation"]: (row["calls"], row["errors"]) for row in rows}
    assert counts == {"getOrganization": (3, 1), "listKeys": (1, 1)}


def test_times_are_told_in_milliseconds(cast, alice, reader):
    caller, name = reader
    caller.get(OWN)
    (row,) = used(cast, alice, keyId=name)
    assert 0 < row["p50"] <= row["p99"] < 10_000


def test_each_hour_has_a_row_of_its_own_newest_first(cast, alice, reader):
    caller, name = reader
    for _ in range(3):
        caller.get(OWN)
        cast.server.chores.write_usage()
        cast.clock.advance(hours=1)
    hours = [row["hour"] for row in used(cast, alice, keyId=name)]
    assert len(hours) == 3
    assert hours == sorted(hours, reverse=True)
    assert all(hour.endswith(":00:00.000000Z") for hour in hours)


def test_counts_of_one_hour_are_added_up(cast, alice, reader):
    caller, name = reader
    for _ in range(3):
        caller.get(OWN)
        cast.server.chores.write_usage()
    (row,) = used(cast, alice, keyId=name)
    assert row["calls"] == 3


def test_since_and_until_select_by_the_beginning_of_the_hour(cast, alice, reader):
    caller, name = reader
    for _ in range(3):
        caller.get(OWN)
        cast.server.chores.write_usage()
        cast.clock.advance(hours=1)
    newest, middle, _ = (row["hour"] for row in used(cast, alice, keyId=name))
    found = used(cast, alice, keyId=name, since=middle, until=newest)
    assert [row["hour"] for row in found] == [middle]


def test_usage_is_filtered_by_operation(cast, alice, reader):
    caller, name = reader
    caller.get(OWN)
    caller.get(USAGE)
    rows = used(cast, alice, keyId=name, operation="listUsage")
    assert [row["operation"] for row in rows] == ["listUsage"]


def test_usage_of_another_organization_is_not_shown(cast, charlie, reader):
    caller, name = reader
    caller.get(OWN)
    assert used(cast, charlie, keyId=name) == []


def test_calls_without_a_valid_key_are_nobodys_usage(cast, alice, nobody):
    before = sum(
        row["calls"] for row in used(cast, alice, operation="createOrganization", limit=100)
    )
    nobody.with_key(None, "192.0.2.91").post("/platform/v1/organizations", json={})
    after = sum(
        row["calls"] for row in used(cast, alice, operation="createOrganization", limit=100)
    )
    assert after == before


def test_usage_asks_for_its_scope(cast, nobody):
    assert told(nobody.with_key(cast.key("alice", "platform:keys")).get(USAGE)) == (
        403,
        "forbidden",
    )


def test_usage_may_be_read_by_a_member(bob):
    assert bob.get(USAGE).status == 200


@pytest.mark.parametrize(
    "query", [{"keyId": "a_b"}, {"since": "x"}, {"operation": ""}, {"until": "2026-11-02"}]
)
def test_a_filter_that_is_none_is_refused(query, alice):
    assert alice.get(USAGE, query=query).status == 400
