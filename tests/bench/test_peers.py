"""A peer does the same work, or its figures say nothing."""

import uuid
from pathlib import Path

import yaml

from bench.client import Client
from bench.load import load
from bench.material import PATH, resource
from bench.verify import faults, listed

CHAPTER = Path(__file__).parents[2] / "openapi" / "registry.yaml"


def created(client, name):
    return client.post(PATH, resource(name), idempotency_key=name)


def test_a_created_resource_has_the_fields_of_the_document(alice):
    schemas = yaml.safe_load(CHAPTER.read_text())["components"]["schemas"]

    answer = created(alice, "fields")

    assert answer.status == 201
    assert answer.headers["location"] == f"{PATH}/{answer.content['id']}"
    assert set(answer.content) == set(schemas["Resource"]["properties"])


def test_a_created_resource_holds_what_was_given(alice):
    given = resource("given")

    answer = created(alice, "given").content

    assert {name: answer[name] for name in given} == given
    assert (answer["state"], answer["version"]) == ("draft", 1)
    assert answer["createdAt"] == answer["updatedAt"]


def test_a_resource_is_found_as_it_was_created(alice):
    made = created(alice, "found").content

    answer = alice.get(f"{PATH}/{made['id']}")

    assert (answer.status, answer.content) == (200, made)


def test_a_listing_tells_each_resource_once(peer):
    outcome = load(peer.url, peer.key, count=25, prefix="listed", connections=2)

    assert len(outcome.made) == 25
    assert faults(listed(peer.url, peer.key, limit=10), count=25, prefix="listed") == []


def test_a_name_is_taken_once(alice):
    created(alice, "taken")

    assert alice.post(PATH, resource("taken"), idempotency_key="other").status == 409


def test_a_body_that_breaks_the_schema_is_refused(alice):
    answer = alice.post(PATH, resource("bad") | {"kind": "No Kind"}, idempotency_key="bad")

    assert answer.status in (400, 422)


def test_too_large_a_page_is_refused(alice):
    assert alice.get(PATH, {"limit": 101}).status in (400, 422)


def test_an_absent_resource_is_not_found(alice):
    assert alice.get(f"{PATH}/{uuid.uuid4()}").status == 404


def test_an_unknown_key_is_refused(peer):
    stranger = Client(peer.url, peer.key[:-1] + "x")

    assert stranger.get(PATH).status == 401

    stranger.close()
