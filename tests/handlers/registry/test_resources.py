"""Operations under /resources."""

from __future__ import annotations

import itertools

import pytest
from answers import told

RESOURCES = "/registry/v1/resources"
NOWHERE = "01935270-8c3a-7c6e-9a53-0d2f6b1c4e77"
_numbers = itertools.count(1)


def create(client, **more):
    body = {"kind": "sensor", "name": f"Boiler {next(_numbers)}"} | more
    answer = client.post(RESOURCES, json=body)
    assert answer.status == 201, answer
    return answer.json()


def at(resource):
    return f"{RESOURCES}/{resource['id']}"


def listed(client, **query):
    return [item["id"] for item in client.get(RESOURCES, query=query).json()["items"]]


def moved(client, resource, *states):
    for state in states:
        answer = client.post(f"{at(resource)}/transitions", json={"to": state})
    return answer


def faults(answer):
    return [fault["location"] for fault in answer.json()["details"]]


def test_a_new_resource_is_a_draft_of_version_1(alice):
    made = create(alice)
    assert (made["state"], made["version"], made["createdAt"]) == ("draft", 1, made["updatedAt"])
    assert (made["labels"], made["attributes"], "description" in made) == ({}, {}, False)


def test_location_and_tag_of_a_new_resource_lead_to_it(alice):
    answer = alice.post(RESOURCES, json={"kind": "sensor", "name": "Located"})
    read = alice.get(answer.headers["location"])
    assert (read.json(), read.headers["etag"]) == (answer.json(), answer.headers["etag"])


def test_everything_written_is_read_again(alice):
    body = {
        "kind": "sensor-2",
        "name": "Größe ✓",
        "description": "two\nlines",
        "labels": {"site": "north", "floor": ""},
        "attributes": {"range": {"min": -10, "max": 1.5}, "list": [None, True, "a"]},
    }
    read = alice.get(at(create(alice, **body))).json()
    assert {name: read[name] for name in body} == body


def test_a_member_who_may_read_reads_and_does_not_write(alice, bob):
    made = create(alice)
    assert bob.get(at(made)).json() == made
    assert told(bob.post(RESOURCES, json={"kind": "a", "name": "b"})) == (403, "forbidden")


def test_a_name_is_taken_once_for_each_kind(alice):
    made = create(alice)
    again = alice.post(RESOURCES, json={"kind": made["kind"], "name": made["name"]})
    assert told(again) == (409, "resourceNameTaken")
    assert create(alice, kind="other", name=made["name"])["name"] == made["name"]


def test_another_organization_may_use_the_same_name(alice, charlie):
    made = create(alice)
    assert create(charlie, name=made["name"])["id"] != made["id"]


def test_the_name_of_a_deleted_resource_is_free(alice):
    made = create(alice)
    alice.delete(at(made))
    assert create(alice, name=made["name"])["id"] != made["id"]


@pytest.mark.parametrize(
    ("body", "location"),
    [
        ({"kind": "Sensor"}, "body.kind"),
        ({"kind": "a" * 64}, "body.kind"),
        ({"kind": "-a"}, "body.kind"),
        ({"kind": "a\n"}, "body.kind"),
        ({"name": ""}, "body.name"),
        ({"name": "a" * 201}, "body.name"),
        ({"name": None}, "body.name"),
        ({"description": "a" * 2001}, "body.description"),
        ({"labels": {"a": 1}}, "body.labels.a"),
        ({"labels": {"a": "b" * 256}}, "body.labels.a"),
        ({"labels": {str(number): "" for number in range(65)}}, "body.labels"),
        ({"attributes": []}, "body.attributes"),
        ({"attributes": {"a": "b" * 65_536}}, "body.attributes"),
        ({"id": NOWHERE}, "body.id"),
        ({"state": "active"}, "body.state"),
        ({"version": 7}, "body.version"),
    ],
    ids=str,
)
def test_what_the_document_does_not_allow_is_refused_by_its_place(body, location, alice):
    answer = alice.post(RESOURCES, json={"kind": "sensor", "name": "Refused"} | body)
    assert (answer.status, faults(answer)) == (400, [location])


def test_every_fault_is_told_at_once(alice):
    answer = alice.post(RESOURCES, json={"kind": "A", "labels": {"a": 1}, "x": 1})
    assert sorted(faults(answer)) == ["body.kind", "body.labels.a", "body.name", "body.x"]


def test_the_largest_attributes_are_taken(alice):
    attributes = {"a": "b" * (65_536 - len('{"a":""}'))}
    assert create(alice, attributes=attributes)["attributes"] == attributes


@pytest.mark.parametrize("key", ["", "a:b", "a" * 64])
def test_label_keys_are_as_long_as_the_document_says(key, alice):
    answer = alice.post(
        RESOURCES, json={"kind": "sensor", "name": f"L {key}", "labels": {key: "x"}}
    )
    assert answer.status == (400 if len(key) > 63 else 201)


def test_lists_are_filtered_by_kind(alice):
    made = create(alice, kind="of-this-kind")
    assert listed(alice, kind="of-this-kind") == [made["id"]]


def test_lists_are_filtered_by_state(alice):
    made = create(alice, kind="by-state")
    create(alice, kind="by-state")
    moved(alice, made, "active")
    assert listed(alice, kind="by-state", state="active") == [made["id"]]


@pytest.mark.parametrize("prefix", ["a%", "a_", "a\\", "É", "a'"])
def test_lists_are_filtered_by_the_beginning_of_the_name_as_it_stands(prefix, alice):
    kind = f"prefix{next(_numbers)}"
    made = create(alice, kind=kind, name=f"{prefix}b")
    for other in (
        "ab",
        "A%",
        f"x{prefix}",
        prefix.lower().upper() + "!" if prefix == "É" else "aXb",
    ):
        create(alice, kind=kind, name=other) if not other.startswith(prefix) else None
    assert listed(alice, kind=kind, name=prefix) == [made["id"]]


def test_lists_are_filtered_by_all_labels_that_are_given(alice):
    both = create(alice, labels={"site": "north", "floor": "9:a"})
    create(alice, labels={"site": "north"})
    assert listed(alice, label=["site:north", "floor:9:a"]) == [both["id"]]


def test_a_label_that_was_removed_finds_nothing(alice):
    made = create(alice, labels={"once": "there"})
    alice.patch(at(made), json={"labels": {"once": None}})
    assert listed(alice, label="once:there") == []


@pytest.mark.parametrize(
    "query",
    [
        "kind=Sensor",
        "state=gone",
        "name=",
        "label=a",
        "sort=id",
        "sort=--name",
        "state=active&state=draft",
    ],
)
def test_a_filter_that_is_none_is_refused(query, alice):
    answer = alice.get(RESOURCES, query=query.encode())
    assert (answer.status, faults(answer)) == (
        400,
        [f"query.{query.partition('=')[0]}"] if "label" not in query else ["query.label.0"],
    )


def test_a_list_of_nothing_is_empty_and_has_no_token(alice):
    assert alice.get(RESOURCES, query={"kind": "no-such-kind"}).json() == {"items": []}


def test_a_replacement_removes_what_it_does_not_say(alice):
    made = create(alice, description="a", labels={"b": "c"}, attributes={"d": 1})
    moved(alice, made, "active")
    after = alice.put(at(made), json={"kind": made["kind"], "name": "Replaced"}).json()
    assert (after["name"], after["labels"], after["attributes"]) == ("Replaced", {}, {})
    assert "description" not in after
    assert (after["state"], after["version"], after["createdAt"]) == (
        "active",
        3,
        made["createdAt"],
    )


def test_a_replacement_may_keep_its_own_name(alice):
    made = create(alice)
    answer = alice.put(at(made), json={"kind": made["kind"], "name": made["name"]})
    assert (answer.status, answer.json()["version"]) == (200, 2)


def test_a_replacement_by_a_taken_name_is_refused(alice):
    one, other = create(alice), create(alice)
    answer = alice.put(at(one), json={"kind": other["kind"], "name": other["name"]})
    assert told(answer) == (409, "resourceNameTaken")
    assert alice.get(at(one)).json() == one


def test_a_patch_changes_what_it_names(alice):
    made = create(alice, description="a", labels={"b": "c", "d": "e"})
    after = alice.patch(at(made), json={"labels": {"b": None, "f": "g"}}).json()
    assert after["labels"] == {"d": "e", "f": "g"}
    assert (after["description"], after["name"], after["version"]) == ("a", made["name"], 2)


def test_a_patch_removes_by_null(alice):
    made = create(alice, description="a", labels={"b": "c"}, attributes={"d": 1})
    after = alice.patch(at(made), json={"description": None, "labels": None, "attributes": None})
    assert ("description" in after.json(), after.json()["labels"], after.json()["attributes"]) == (
        False,
        {},
        {},
    )


def test_a_patch_reaches_into_attributes_and_replaces_arrays(alice):
    made = create(alice, attributes={"a": {"b": 1, "c": 2}, "list": [1, 2]})
    after = alice.patch(at(made), json={"attributes": {"a": {"b": None, "d": 3}, "list": [3]}})
    assert after.json()["attributes"] == {"a": {"c": 2, "d": 3}, "list": [3]}


@pytest.mark.parametrize("name", ["kind", "name"])
def test_a_patch_cannot_remove_what_is_required(name, alice):
    made = create(alice)
    answer = alice.patch(at(made), json={name: None})
    assert (answer.status, faults(answer)) == (400, [f"body.{name}"])


def test_the_limits_hold_for_what_a_patch_results_in(alice):
    half = {str(number): "" for number in range(40)}
    made = create(alice, labels=half, attributes={"a": "b" * 40_000})
    labels = {f"x{number}": "" for number in range(40)}
    assert alice.patch(at(made), json={"labels": labels}).status == 400
    assert alice.patch(at(made), json={"attributes": {"c": "d" * 40_000}}).status == 400
    assert alice.get(at(made)).json() == made


def test_a_patch_in_plain_json_is_not_understood(alice):
    made = create(alice)
    answer = alice.patch(at(made), json={}, content_type="application/json")
    assert told(answer) == (415, "unsupportedMediaType")


def test_a_deleted_resource_is_gone(alice):
    made = create(alice)
    assert (alice.delete(at(made)).status, alice.get(at(made)).status) == (204, 404)
    assert alice.delete(at(made)).status == 404


@pytest.mark.parametrize(
    "way",
    [
        ("active",),
        ("retired",),
        ("active", "suspended"),
        ("active", "suspended", "active"),
        ("active", "retired"),
        ("active", "suspended", "retired"),
    ],
    ids="-".join,
)
def test_allowed_moves_are_made(way, alice):
    answer = moved(alice, create(alice), *way)
    assert (answer.status, answer.json()["state"], answer.json()["version"]) == (
        200,
        way[-1],
        len(way) + 1,
    )


@pytest.mark.parametrize(
    "way",
    [
        ("draft",),
        ("suspended",),
        ("active", "active"),
        ("active", "draft"),
        ("active", "suspended", "draft"),
        ("retired", "active"),
        ("retired", "retired"),
    ],
    ids="-".join,
)
def test_other_moves_are_refused_and_change_nothing(way, alice):
    made = create(alice)
    answer = moved(alice, made, *way)
    assert told(answer) == (409, "transitionRefused")
    assert alice.get(at(made)).json()["version"] == len(way)


def test_the_history_tells_who_did_what_and_why_newest_first(alice):
    made = create(alice)
    alice.patch(at(made), json={"description": "a"}, headers={"x-request-id": f"h-{made['id']}"})
    alice.post(f"{at(made)}/transitions", json={"to": "active", "reason": "Installed."})
    alice.delete(at(made))
    items = alice.get(f"{at(made)}/history").json()["items"]
    assert [(one["action"], one["version"]) for one in items] == [
        ("deleted", 4),
        ("state_changed", 3),
        ("updated", 2),
        ("created", 1),
    ]
    assert items[1]["reason"] == "Installed."
    assert items[2]["requestId"] == f"h-{made['id']}"
    assert (items[2]["before"], items[2]["after"]["description"]) == (made, "a")
    assert ("after" in items[0], "before" in items[3]) == (False, False)
    assert len({one["actor"] for one in items}) == 1


def test_a_refused_change_is_not_in_the_history(alice):
    made = create(alice)
    alice.patch(at(made), json={"description": "a"}, headers={"if-match": '"9"'})
    moved(alice, made, "suspended")
    assert len(alice.get(f"{at(made)}/history").json()["items"]) == 1


@pytest.mark.parametrize(
    "name", ["x", NOWHERE[:-1], NOWHERE.replace("-", ""), "00000000-0000-0000-0000-00000000000g"]
)
def test_an_id_that_is_no_uuid_is_refused(name, alice):
    assert alice.get(f"{RESOURCES}/{name}").status == 400


def test_an_id_in_capitals_is_another_id(alice):
    made = create(alice)
    assert alice.get(f"{RESOURCES}/{made['id'].upper()}").status == 404
