"""Operations under /keys."""

from __future__ import annotations

import pytest
from answers import told

from models.clock import rfc3339

KEYS = "/platform/v1/keys"
OWN = "/platform/v1/organization"
READER = {"name": "Reader", "scopes": ["platform:read"]}


def create(client, **more):
    answer = client.post(KEYS, json=READER | more)
    assert answer.status == 201, answer
    return answer.json()


def works(client, text):
    return client.with_key(text).get(OWN).status == 200


def test_a_new_key_works_at_once(alice, nobody):
    assert works(nobody, create(alice)["key"])


def test_the_text_of_a_key_is_shown_once(alice):
    made = create(alice)
    text = made.pop("key")
    assert alice.get(f"{KEYS}/{made['id']}").json() == made
    listed = alice.get(KEYS, query={"limit": 100}).body.decode()
    assert made["id"] in listed
    assert text not in listed


def test_the_text_of_a_key_carries_its_id_and_environment(alice):
    made = create(alice, environment="test")
    assert made["key"].startswith(f"charter_test_{made['id']}_")


def test_a_key_is_live_unless_it_is_said(alice):
    assert create(alice)["environment"] == "live"


def test_a_key_can_grant_what_it_has_and_no_more(cast, nobody):
    manager = nobody.with_key(cast.key("alice", "platform:keys", "platform:read"))
    assert manager.post(KEYS, json=READER).status == 201
    for scopes in (["registry:read"], ["platform:read", "platform:admin"], ["*"]):
        answer = manager.post(KEYS, json=READER | {"scopes": scopes})
        assert told(answer) == (403, "scope_not_grantable")


def test_a_refused_grant_makes_no_key(cast, alice, nobody):
    manager = nobody.with_key(cast.key("alice", "platform:keys"))
    before = alice.get(KEYS).json()["total"]
    manager.post(KEYS, json=READER | {"scopes": ["*"]})
    assert alice.get(KEYS).json()["total"] == before


@pytest.mark.parametrize(
    "body",
    [
        {"scopes": []},
        {"scopes": ["all"]},
        {"scopes": ["platform:read"] * 2},
        {"name": ""},
        {"name": "a" * 101},
        {"environment": "prod"},
        {"expiresAt": "tomorrow"},
        {"id": "k7Qm2xWc9TzB"},
    ],
    ids=str,
)
def test_what_the_document_does_not_allow_is_refused(body, alice):
    answer = alice.post(KEYS, json=READER | body)
    assert answer.status == 400
    assert answer.json()["errors"][0]["location"].startswith(f"body.{next(iter(body))}")


def test_a_key_ends_when_it_was_said_to(cast, alice, nobody):
    end = cast.clock.now.replace(microsecond=0).replace(year=2027)
    made = create(alice, expiresAt=rfc3339(end))
    assert made["expiresAt"] == rfc3339(end)
    assert works(nobody, made["key"])


def test_a_time_that_has_passed_makes_a_key_that_is_refused_from_the_start(alice, nobody):
    made = create(alice, expiresAt="2020-01-01T00:00:00+02:00")
    assert made["expiresAt"] == "2019-12-31T22:00:00.000000Z"
    assert not works(nobody.with_key(None, "192.0.2.77"), made["key"])


def test_keys_are_listed_oldest_first_and_revoked_ones_too(alice):
    one, other = create(alice, name="one"), create(alice, name="other")
    alice.post(f"{KEYS}/{one['id']}/revoke")
    items = alice.get(KEYS, query={"limit": 100}).json()["items"]
    ids = [item["id"] for item in items]
    assert ids.index(one["id"]) < ids.index(other["id"])
    assert "revokedAt" in items[ids.index(one["id"])]


def test_the_last_use_is_written_down_by_the_next_chores(cast, alice, nobody):
    made = create(alice)
    assert "lastUsedAt" not in alice.get(f"{KEYS}/{made['id']}").json()
    works(nobody, made["key"])
    cast.server.chores.round()
    assert "lastUsedAt" in alice.get(f"{KEYS}/{made['id']}").json()


def test_a_revoked_key_is_refused_from_the_next_call_on(alice, nobody):
    made = create(alice)
    revoked = alice.post(f"{KEYS}/{made['id']}/revoke")
    assert (revoked.status, "revokedAt" in revoked.json(), "key" in revoked.json()) == (
        200,
        True,
        False,
    )
    assert not works(nobody.with_key(None, "192.0.2.78"), made["key"])


def test_a_revoked_key_stays_so(alice):
    made = create(alice)
    for expected in (200, 409):
        answer = alice.post(f"{KEYS}/{made['id']}/revoke")
        assert answer.status == expected
    assert told(answer) == (409, "key_revoked")


def test_a_key_may_revoke_itself(cast, nobody):
    text = cast.key("alice", "platform:keys", "platform:read")
    own = nobody.with_key(text, "192.0.2.79")
    assert own.post(f"{KEYS}/{text.split('_')[2]}/revoke").status == 200
    assert told(own.get(OWN)) == (401, "unauthenticated")


def test_a_rotated_key_goes_on_for_the_overlap(fresh):
    alice, nobody = fresh.caller("alice"), fresh.client
    made = create(alice)
    new = alice.post(f"{KEYS}/{made['id']}/rotate", json={"overlapSeconds": 3600}).json()
    assert works(nobody, made["key"])
    assert works(nobody, new["key"])
    fresh.clock.advance(seconds=3601)
    assert not works(nobody, made["key"])
    assert works(nobody, new["key"])


def test_a_rotated_key_names_the_one_that_took_its_place(alice):
    made = create(alice, environment="test")
    answer = alice.post(f"{KEYS}/{made['id']}/rotate", json={"overlapSeconds": 0})
    new, old = answer.json(), alice.get(f"{KEYS}/{made['id']}").json()
    assert (answer.status, old["replacedBy"]) == (201, new["id"])
    same = ("name", "scopes", "environment")
    assert [new[name] for name in same] == [made[name] for name in same]


def test_without_an_overlap_the_old_key_is_refused_at_once(alice, nobody):
    made = create(alice)
    alice.post(f"{KEYS}/{made['id']}/rotate", json={"overlapSeconds": 0})
    assert not works(nobody.with_key(None, "192.0.2.80"), made["key"])


def test_a_rotation_does_not_make_an_old_key_live_longer(alice):
    made = create(alice, expiresAt="2026-11-02T10:00:00Z")
    alice.post(f"{KEYS}/{made['id']}/rotate", json={"overlapSeconds": 2_592_000})
    assert alice.get(f"{KEYS}/{made['id']}").json()["expiresAt"] == made["expiresAt"]


@pytest.mark.parametrize("overlap", [-1, 2_592_001, 1.5, "60", None])
def test_an_overlap_outside_of_its_bounds_is_refused(overlap, alice):
    answer = alice.post(f"{KEYS}/{create(alice)['id']}/rotate", json={"overlapSeconds": overlap})
    assert answer.status == 400


def test_a_revoked_key_cannot_be_rotated(alice):
    made = create(alice)
    alice.post(f"{KEYS}/{made['id']}/revoke")
    answer = alice.post(f"{KEYS}/{made['id']}/rotate", json={"overlapSeconds": 0})
    assert told(answer) == (409, "key_revoked")


def test_a_key_cannot_be_rotated_into_more_than_the_caller_has(cast, alice, nobody):
    made = create(alice, scopes=["platform:admin"])
    manager = nobody.with_key(cast.key("alice", "platform:keys"))
    answer = manager.post(f"{KEYS}/{made['id']}/rotate", json={"overlapSeconds": 0})
    assert told(answer) == (403, "scope_not_grantable")
    assert "replacedBy" not in alice.get(f"{KEYS}/{made['id']}").json()


@pytest.mark.parametrize("name", ["a_b", "a" * 65, "%20", "é"])
def test_an_id_that_is_none_is_refused(name, alice):
    assert alice.get(f"{KEYS}/{name}").status == 400


def test_a_key_is_for_no_user_who_is_not_there(alice):
    answer = alice.post(KEYS, json=READER | {"userId": "00000000-0000-0000-0000-000000000000"})

    assert answer.status == 400
    assert answer.json()["errors"] == [
        {"location": "body.userId", "message": "There is no such user."}
    ]
