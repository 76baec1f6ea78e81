import threading
import uuid
from itertools import pairwise

import pytest

from contract.errors import (
    AttributesTooLarge,
    InvalidRequest,
    ResourceNameTaken,
    ResourceNotFound,
    TransitionRefused,
    VersionMismatch,
)
from models.clock import rfc3339
from models.identity import uuid7
from models.paging import Page
from models.registry import history, resource


def make(who, name="billing", kind="service", **more):
    return who.write(resource.create, kind=kind, name=name, **more)


def in_state(who, state):
    made = make(who, name=state)
    path = {"draft": [], "active": ["active"], "suspended": ["active", "suspended"]}
    for step in path.get(state, ["retired"]):
        made = who.write(resource.transition, made["id"], to=step)
    return made


def test_a_new_resource_is_a_draft_in_version_one(alice, clock):
    made = make(alice, labels={"env": "prod"}, attributes={"b": 1, "a": [None, 1.5]})
    now = rfc3339(clock.now)
    assert uuid.UUID(made["id"]).version == 7
    assert made == {
        "id": made["id"],
        "kind": "service",
        "name": "billing",
        "labels": {"env": "prod"},
        "attributes": {"b": 1, "a": [None, 1.5]},
        "state": "draft",
        "version": 1,
        "createdAt": now,
        "updatedAt": now,
    }
    assert alice.read(resource.find, made["id"]) == made
    assert list(alice.read(resource.find, made["id"])["attributes"]) == ["b", "a"]


def test_a_description_is_shown_where_there_is_one(alice):
    assert make(alice, description="Makes bills.")["description"] == "Makes bills."


def test_nobody_else_can_tell_that_a_resource_exists(alice, charlie):
    made = make(alice)
    patch = {"description": "mine now"}
    for act, more in (
        (resource.find, {}),
        (resource.replace, {"kind": "service", "name": "x"}),
        (resource.patch, {"patch": patch}),
        (resource.transition, {"to": "active"}),
        (resource.delete, {}),
    ):
        for who, id in ((charlie, made["id"]), (alice, uuid7())):
            with pytest.raises(ResourceNotFound):
                who.write(act, id, **more)
    assert alice.read(resource.find, made["id"]) == made


def test_a_member_of_the_organization_sees_it(alice, bob):
    made = make(alice)
    assert bob.read(resource.find, made["id"]) == made


def test_a_name_is_taken_within_organization_and_kind(alice, charlie):
    make(alice)
    with pytest.raises(ResourceNameTaken):
        make(alice)
    make(alice, kind="other")
    make(charlie)


def test_a_name_is_free_again_after_deletion(alice):
    alice.write(resource.delete, make(alice)["id"])
    make(alice)


@pytest.mark.parametrize("act", ["replace", "patch"])
def test_renaming_to_a_taken_name_is_refused_and_changes_nothing(alice, act):
    make(alice)
    made = make(alice, name="other")
    contents = {"kind": "service", "name": "billing"}
    change = {"patch": {"patch": contents}, "replace": contents}[act]
    with pytest.raises(ResourceNameTaken):
        alice.write(getattr(resource, act), made["id"], **change)
    assert alice.read(resource.find, made["id"]) == made


def test_replacing_leaves_nothing_of_the_old_contents(alice):
    made = make(alice, description="old", labels={"a": "1"}, attributes={"a": 1})
    after = alice.write(resource.replace, made["id"], kind="job", name="new", labels={"b": "2"})
    assert after == alice.read(resource.find, made["id"])
    changed = {"kind": "job", "name": "new", "labels": {"b": "2"}, "attributes": {}}
    expected = made | changed | {"version": 2, "updatedAt": after["updatedAt"]}
    del expected["description"]
    assert after == expected
    assert after["updatedAt"] > made["updatedAt"]


def test_patching_merges_as_the_rfc_says(alice):
    made = make(
        alice, description="old", labels={"a": "1", "b": "2"}, attributes={"x": {"y": 1, "z": 2}}
    )
    patch = {"description": None, "labels": {"a": None, "c": "3"}, "attributes": {"x": {"y": None}}}
    after = alice.write(resource.patch, made["id"], patch)
    assert after["labels"] == {"b": "2", "c": "3"}
    assert after["attributes"] == {"x": {"z": 2}}
    assert "description" not in after
    assert after == alice.read(resource.find, made["id"])


def test_labels_and_attributes_can_be_removed_as_a_whole(alice):
    made = make(alice, labels={"a": "1"}, attributes={"x": 1})
    after = alice.write(resource.patch, made["id"], {"labels": None, "attributes": None})
    assert (after["labels"], after["attributes"]) == ({}, {})


@pytest.mark.parametrize("name", ["kind", "name"])
def test_what_is_required_cannot_be_patched_away(alice, name):
    made = make(alice)
    with pytest.raises(InvalidRequest) as refused:
        alice.write(resource.patch, made["id"], {name: None})
    assert [fault.location for fault in refused.value.details] == [f"body.{name}"]


def test_every_accepted_change_is_a_new_version_even_without_a_difference(alice):
    made = make(alice)
    assert alice.write(resource.patch, made["id"], {})["version"] == 2
    again = alice.write(resource.replace, made["id"], kind="service", name="billing")
    assert again["version"] == 3


def test_a_change_is_made_only_to_a_version_that_was_expected(alice):
    made = make(alice)
    for act in (
        lambda expected: alice.write(resource.patch, made["id"], {}, expected=expected),
        lambda expected: alice.write(
            resource.replace, made["id"], kind="service", name="n", expected=expected
        ),
        lambda expected: alice.write(
            resource.transition, made["id"], to="active", expected=expected
        ),
        lambda expected: alice.write(resource.delete, made["id"], expected=expected),
    ):
        for stale in (frozenset(), frozenset({2**70, 0})):
            with pytest.raises(VersionMismatch):
                act(stale)
    assert alice.read(resource.find, made["id"]) == made
    expected = frozenset({1, 7})
    assert alice.write(resource.patch, made["id"], {}, expected=expected)["version"] == 2
    alice.write(resource.delete, made["id"], expected=frozenset({2}))


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        ("draft", {"active", "retired"}),
        ("active", {"suspended", "retired"}),
        ("suspended", {"active", "retired"}),
        ("retired", set()),
    ],
)
def test_the_moves_between_states(alice, state, allowed):
    for to in ("draft", "active", "suspended", "retired"):
        made = in_state(alice, state)
        if to in allowed:
            after = alice.write(resource.transition, made["id"], to=to)
            assert (after["state"], after["version"]) == (to, made["version"] + 1)
            made = after
        else:
            with pytest.raises(TransitionRefused):
                alice.write(resource.transition, made["id"], to=to)
        assert alice.read(resource.find, made["id"]) == made
        alice.write(resource.delete, made["id"])


def test_a_retired_resource_can_still_be_described(alice):
    made = in_state(alice, "retired")
    after = alice.write(resource.patch, made["id"], {"description": "gone"})
    assert (after["state"], after["description"]) == ("retired", "gone")


def test_a_deleted_resource_is_gone(alice):
    made = make(alice, labels={"a": "1"})
    assert alice.write(resource.delete, made["id"]) is None
    for act in (resource.find, resource.delete):
        with pytest.raises(ResourceNotFound):
            alice.write(act, made["id"])
    assert alice.read(resource.page, Page(10)).items == []


def test_attributes_have_a_size(alice):
    whole = {"a": "x" * (64 * 1024 - len('{"a":""}'))}
    made = make(alice, attributes=whole)
    over = {"a": whole["a"] + "x"}
    for act in (
        lambda: make(alice, name="other", attributes=over),
        lambda: alice.write(resource.patch, made["id"], {"attributes": {"b": 1}}),
        lambda: alice.write(
            resource.replace, made["id"], kind="k", name="n", attributes={"ü": whole["a"]}
        ),
    ):
        with pytest.raises(AttributesTooLarge) as refused:
            act()
        assert refused.value.details[0].location == "body.attributes"


def test_a_patch_cannot_add_labels_beyond_their_number(alice):
    made = make(alice, labels={f"l{n}": "x" for n in range(64)})
    with pytest.raises(InvalidRequest):
        alice.write(resource.patch, made["id"], {"labels": {"one": "more"}})
    alice.write(resource.patch, made["id"], {"labels": {"one": "more", "l0": None}})


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "a\0"), ("description", "\0"), ("labels", {"a": "\0"}), ("labels", {"\0": "a"})],
)
def test_texts_that_cannot_be_stored_are_refused_with_their_place(alice, field, value):
    contents = {"kind": "service", "name": "n"} | {field: value}
    with pytest.raises(InvalidRequest) as refused:
        alice.write(resource.create, **contents)
    assert refused.value.details[0].location == f"body.{field}"


def test_a_nul_within_attributes_is_only_a_character(alice):
    made = make(alice, attributes={"a": "\0"})
    assert alice.read(resource.find, made["id"])["attributes"] == {"a": "\0"}


def test_every_act_leaves_a_note_for_the_audit_and_an_event(alice):
    def work(session, tenant):
        made = resource.create(session, tenant, kind="service", name="billing")
        patched = resource.patch(session, tenant, made["id"], {"name": "b2"})
        moved = resource.transition(session, tenant, made["id"], to="active")
        resource.delete(session, tenant, made["id"])
        states = [None, made, patched, moved, None]
        notes = [(change.before, change.after) for change in session.changes]
        return states, notes, [(event.type, event.content["version"]) for event in session.events]

    states, notes, events = alice.write(work)
    assert notes == list(pairwise(states))
    assert events == [
        ("resource.created", 1),
        ("resource.updated", 2),
        ("resource.state_changed", 3),
        ("resource.deleted", 4),
    ]


def test_one_of_many_creations_at_once_wins(alice, database):
    threads, outcomes = 8, []

    def create_fifty():
        for number in range(50):
            try:
                database.write(
                    lambda session, number=number: resource.create(
                        session, alice.tenant, kind="service", name=f"n{number}"
                    )
                )
                outcomes.append(number)
            except ResourceNameTaken:
                pass

    running = [threading.Thread(target=create_fifty) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    assert sorted(outcomes) == list(range(50))
    assert len(alice.read(resource.page, Page(100)).items) == 50


def test_of_changes_at_once_to_one_version_one_is_made(alice, database):
    made = make(alice)
    outcomes, left = [], threading.Semaphore(0)

    def done(_result, error):
        outcomes.append(error)
        left.release()

    for number in range(16):
        database.submit(
            lambda session, number=number: resource.patch(
                session, alice.tenant, made["id"], {"name": f"n{number}"}, expected=frozenset({1})
            ),
            done,
        )
    for _ in range(16):
        left.acquire()
    assert outcomes.count(None) == 1
    assert {type(error) for error in outcomes if error} == {VersionMismatch}
    assert alice.read(resource.find, made["id"])["version"] == 2


def test_no_change_is_lost_when_many_change_without_expectation(alice, database):
    made = make(alice)
    left = threading.Semaphore(0)
    for number in range(16):
        database.submit(
            lambda session, number=number: resource.patch(
                session, alice.tenant, made["id"], {"attributes": {f"a{number}": number}}
            ),
            lambda _result, _error: left.release(),
        )
    for _ in range(16):
        left.acquire()
    found = alice.read(resource.find, made["id"])
    assert found["attributes"] == {f"a{number}": number for number in range(16)}
    assert found["version"] == 17
    assert len(alice.read(history.page, made["id"], Page(100)).items) == 17
