"""Operations under /organization and /organizations."""

from __future__ import annotations

import itertools

import pytest
from answers import told

OWN = "/platform/v1/organization"
ALL = "/platform/v1/organizations"
_numbers = itertools.count(1)


@pytest.fixture
def body():
    return {
        "name": f"io.example.new-{next(_numbers)}",
        "scopes": ["registry:read", "platform:read"],
    }


def test_each_key_reads_its_own_organization(cast, alice, bob, charlie):
    assert alice.get(OWN).json()["name"] == bob.get(OWN).json()["name"] == "io.example.acme"
    assert charlie.get(OWN).json()["organizationId"] == cast.tenants["charlie"]


def test_the_handle_is_the_name_without_other_signs(alice, body):
    made = alice.post(ALL, json=body).json()["organization"]
    assert made["handle"] == body["name"].replace(".", "_").replace("-", "_")


def test_without_them_name_and_english_stand_for_display_name_and_language(alice, body):
    made = alice.post(ALL, json=body).json()["organization"]
    assert (made["displayName"], made["language"]) == (body["name"], "en")


def test_the_first_key_of_a_new_organization_works_and_does_what_it_may(alice, body, nobody):
    made = alice.post(ALL, json=body).json()
    first = nobody.with_key(made["key"]["key"])
    assert first.get(OWN).json() == made["organization"]
    assert told(first.get("/platform/v1/keys")) == (403, "forbidden")


def test_the_first_key_is_not_one_of_the_callers_organization(alice, body):
    made = alice.post(ALL, json=body).json()["key"]
    assert told(alice.get(f"/platform/v1/keys/{made['id']}")) == (404, "key_not_found")


def test_a_name_is_taken_on_the_whole_server(alice, charlie, body):
    alice.post(ALL, json=body)
    assert told(charlie.post(ALL, json=body)) == (409, "organization_name_taken")


def test_a_name_with_the_handle_of_another_is_taken_too(alice):
    number = next(_numbers)
    one = {"name": f"io.example.a-b{number}", "scopes": ["*"]}
    other = {"name": f"io.example.a.b{number}", "scopes": ["*"]}
    assert alice.post(ALL, json=one).status == 201
    assert told(alice.post(ALL, json=other)) == (409, "organization_name_taken")


@pytest.mark.parametrize(
    "name",
    [
        "acme",
        "Io.example",
        "io..example",
        "io.example.",
        "1io.example",
        "io.-a",
        "io.a-",
        "io.a b",
        "io." + "a" * 64,
        "io.é",
    ],
)
def test_a_name_that_is_no_reverse_domain_is_refused(name, alice):
    answer = alice.post(ALL, json={"name": name, "scopes": ["*"]})
    assert (answer.status, answer.json()["errors"][0]["location"]) == (400, "body.name")


def test_an_organization_is_made_with_the_admin_scope_only(cast, nobody, body):
    manager = nobody.with_key(cast.key("alice", "platform:keys", "platform:read"))
    assert told(manager.post(ALL, json=body)) == (403, "forbidden")


def test_display_name_and_language_change_and_the_rest_stays(charlie):
    before = charlie.get(OWN).json()
    after = charlie.patch(OWN, json={"displayName": "Größe", "language": "de-CH"}).json()
    assert after == before | {"displayName": "Größe", "language": "de-CH"}
    assert charlie.get(OWN).json() == after


def test_an_empty_change_changes_nothing(charlie):
    assert charlie.patch(OWN, json={}).json() == charlie.get(OWN).json()


@pytest.mark.parametrize(
    "body",
    [
        {"name": "io.example.b"},
        {"handle": "b"},
        {"language": "xx"},
        {"displayName": ""},
        {"displayName": None},
        {"language": None},
    ],
)
def test_what_cannot_change_is_refused(body, charlie):
    answer = charlie.patch(OWN, json=body)
    assert (answer.status, answer.json()["errors"][0]["location"]) == (
        400,
        f"body.{next(iter(body))}",
    )


def test_a_member_who_may_read_does_not_change_the_organization(bob):
    assert told(bob.patch(OWN, json={"language": "de"})) == (403, "forbidden")
