import importlib.util
from pathlib import Path

import pytest

from models.platform import key

POST = Path(importlib.util.find_spec("post_handlers").origin).parent.parent / "post/openapi.yaml"


@pytest.fixture
def acme(migrated):
    migrated("org", "create", "io.example.acme")
    return migrated


def made(charter, *more: str) -> dict:
    common = ("--org", "io.example.acme", "--name", "reader", "--scope", "registry:read")
    return charter("key", "create", *common, *more, "--json").json()


def test_a_key_is_made_with_its_scopes(acme):
    created = made(acme, "platform:read", "--scope", "registry:write")

    assert key.parse(created["key"]) == (created["id"], created["key"][-40:-8])
    assert created["name"] == "reader"
    assert sorted(created["scopes"]) == ["platform:read", "registry:read", "registry:write"]


def test_a_key_may_expire_after_days(acme):
    created = made(acme, "--expires", "30d")

    assert created["createdAt"] < created["expiresAt"]


@pytest.mark.parametrize("when", ["yesterday", "2020-01-01T00:00:00Z", "99999999999d"])
def test_an_expiry_that_is_past_or_no_time_is_wrong_usage(acme, when):
    refused = acme(
        "key",
        "create",
        "--org",
        "io.example.acme",
        "--name",
        "n",
        "--scope",
        "*",
        "--expires",
        when,
    )

    assert refused.status == 2
    assert when in refused.err


def test_a_scope_that_no_operation_asks_for_is_refused_with_those_that_are(acme):
    refused = acme(
        "key", "create", "--org", "io.example.acme", "--name", "n", "--scope", "registry:raed"
    )

    assert refused.status == 1
    assert refused.err.startswith(
        "charter: no operation asks for the scope registry:raed; known: *, "
    )
    assert "registry:read" in refused.err


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        ("post:boxes:read", 0),
        ("post:boxes:write:b1", 0),
        ("post:boxes:read:", 1),
        ("post:boxes", 1),
        ("post:parcels:read", 1),
        ("post:boxes:write:b1:b2", 1),
    ],
)
def test_a_scope_may_be_for_one_thing_of_a_kind(acme, monkeypatch, scope, status):
    monkeypatch.setenv("CHARTER_DOCUMENT", str(POST))

    done = acme("key", "create", "--org", "io.example.acme", "--name", "n", "--scope", scope)

    assert done.status == status


def test_a_key_of_no_organization_is_refused(migrated):
    refused = migrated("key", "create", "--org", "io.example.gone", "--name", "n", "--scope", "*")

    assert refused.status == 1
    assert refused.err == "charter: There is no organization io.example.gone.\n"


@pytest.mark.parametrize("by", ["id", "key"])
def test_a_key_is_revoked_by_its_id_or_its_text(acme, by):
    created = made(acme)

    first = acme("key", "revoke", "--org", "io.example.acme", created[by])
    second = acme("key", "revoke", "--org", "io.example.acme", created[by])

    assert first.status == 0
    assert first.out == f"Key {created['id']} is revoked.\n"
    assert second.status == 1
    assert created["id"] in second.err


def test_a_key_of_another_organization_is_not_there(acme):
    acme("org", "create", "io.example.other")
    created = made(acme)

    refused = acme("key", "revoke", "--org", "io.example.other", created["id"])

    assert refused.status == 1
    assert created["id"] in refused.err


def test_a_key_is_for_no_user_who_is_not_there(acme):
    nobody = "00000000-0000-0000-0000-000000000000"
    common = ("--org", "io.example.acme", "--name", "n", "--scope", "*")

    refused = acme("key", "create", *common, "--user", nobody)
    wrong = acme("key", "create", *common, "--user", "ann")

    assert (refused.status, refused.err) == (1, "charter: --user: There is no such user.\n")
    assert wrong.status == 2
    assert "'ann' is no UUID" in wrong.err
