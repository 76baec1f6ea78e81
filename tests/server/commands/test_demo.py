import re

import httpx
import pytest
from process import Serving

from server.commands.demo.sample import company


def test_the_first_call_shows_a_key_once_with_three_requests_and_the_documentation(migrated):
    shown = migrated("demo")

    assert shown.status == 0
    assert len(re.findall(r"^ +curl ", shown.out, re.MULTILINE)) == 3
    assert "http://127.0.0.1:8080/docs" in shown.out
    assert len(set(re.findall(r"charter_live_\w+", shown.out))) == 1


def test_a_second_call_changes_nothing_and_shows_no_key(migrated):
    migrated("demo")

    again = migrated("demo")

    assert again.status == 0
    assert "charter_live_" not in again.out
    assert "charter key create --org io.charter.demo" in again.out
    assert migrated("demo", "--json").json()["created"] == 0


def test_an_organization_that_was_there_without_data_is_filled(migrated):
    migrated("org", "create", "io.example.acme")

    filled = migrated("demo", "--org", "io.example.acme", "--json").json()

    assert filled["created"] == len(list(company()))
    assert filled["key"] is None
    assert filled["organization"]["name"] == "io.example.acme"


def test_the_sample_is_the_same_every_time():
    assert list(company()) == list(company())


def test_names_are_unique_in_their_kind():
    names = [(sample.kind, sample.name) for sample in company()]

    assert len(set(names)) == len(names) > 100


@pytest.fixture
def shop(migrated, home):
    """A client of a server with the demo organization."""
    key = migrated("demo", "--json").json()["key"]
    with (
        Serving(home) as serving,
        httpx.Client(base_url=serving.url, headers={"Authorization": f"Bearer {key}"}) as client,
    ):
        yield client


def test_every_sample_is_there_in_its_last_state(shop):
    found, token, page = {}, {}, 0
    while True:
        page += 1
        answer = shop.get(
            "/registry/v1/resources",
            params={"limit": 100, **token},
            headers={"X-Request-ID": f"page-{page}"},
        ).json()
        found |= {(item["kind"], item["name"]): item["state"] for item in answer["items"]}
        if "continuationToken" not in answer:
            break
        token = {"continuationToken": answer["continuationToken"]}

    expected = {
        (sample.kind, sample.name): sample.states[-1][0] if sample.states else "draft"
        for sample in company()
    }
    assert found == expected


def test_what_happened_can_be_looked_up_by_its_request_id(shop):
    [item] = shop.get(
        "/registry/v1/resources",
        params={"kind": "customer", "limit": 1},
        headers={"X-Request-ID": "one"},
    ).json()["items"]
    changes = shop.get(
        f"/registry/v1/resources/{item['id']}/history", headers={"X-Request-ID": "two"}
    ).json()["items"]

    assert len(changes) == 3  # created, activated, reviewed
    for number, change in enumerate(changes):
        record = shop.get(
            f"/registry/v1/requests/{change['requestId']}",
            headers={"X-Request-ID": f"look-{number}"},
        )
        assert record.status_code == 200
        assert record.json()["requestId"] == change["requestId"]
        assert item["id"] in {touched["id"] for touched in record.json()["touched"]}
