"""Null and the zero id are met by every property of every body."""

from itertools import chain

import pytest
from office import (
    AREAS,
    CLIENTS,
    EXPENSES,
    FEES,
    FIELDS,
    MATTERS,
    TIME,
    USERS,
    ZERO,
    client,
    data,
    field,
    identity,
    invalid,
    matter,
    refused,
    user,
)

ITEM = {"date": "2026-10-15", "description": "Work."}
CODED = {"activityCode": "A103", "taskCode": "L110"}


def wholes(staff):
    """A body with everything for each kind of thing, by its path."""
    case, someone = matter(staff), user(staff)
    item = ITEM | {"matterId": case["matterId"], "userId": someone}
    area = data(staff.post(AREAS, json={"label": "Tax"}))["practiceAreaId"]
    fixed = data(staff.post(FEES, json=item | {"amount": 1}))["fixedFeeId"]
    noted = {
        entity: [{"id": field(staff, entity, "text")["id"], "value": "x"}]
        for entity in ("client", "matter", "user")
    }
    return {
        CLIENTS: {
            "name": "N",
            "reference": "R",
            "contact": {"companyName": "N", "city": "Bonn"},
            "notes": "x",
            "customFields": noted["client"],
        },
        MATTERS: {
            "name": "N",
            "clientId": client(staff),
            "responsibleId": someone,
            "reference": "R",
            "matterType": "probono",
            "originatorId": someone,
            "opened": "2026-10-01",
            "archived": True,
            "conflictInformation": {"adverse": "x"},
            "ledesConfiguration": {"enabled": True},
            "billingInstructions": "x",
            "notes": "x",
            "referralSources": "x",
            "practiceAreaId": area,
            "customFields": noted["matter"],
        },
        TIME: item
        | CODED
        | {
            "time": "09:30",
            "hours": 1,
            "rate": 10,
            "billingType": "fixedFee",
            "fixedFeeId": fixed,
        },
        EXPENSES: item | {"amount": 1, "checkNumber": "7", "expenseCode": "E101"},
        FEES: item | CODED | {"amount": 1},
        AREAS: {"label": "Tax"},
        USERS: {
            "firstName": "Ada",
            "lastName": "Lovell",
            "initials": "AL",
            "role": "attorney",
            "email": "ada@firm.example",
            "rate": 10,
            "customFields": noted["user"],
        },
    }


@pytest.fixture(scope="module")
def bodies(cast):
    return wholes(cast.caller("alice"))


@pytest.mark.parametrize("path", [CLIENTS, MATTERS, TIME, EXPENSES, FEES, AREAS, USERS])
def test_null_is_no_value_of_what_is_created(path, bodies, alice):
    for name in bodies[path]:
        assert refused(alice.post(path, json=bodies[path] | {name: None})) == invalid(name)


def test_null_is_no_value_of_a_custom_field_either(alice):
    body = {"entity": "client", "name": "N", "valueType": "text"}

    for name in (*body, "options"):
        assert refused(alice.post(FIELDS, json=body | {name: None})) == invalid(name)


@pytest.mark.parametrize("path", [CLIENTS, MATTERS, TIME, EXPENSES, FEES, AREAS, USERS])
def test_null_changes_nothing(path, bodies, alice):
    made = data(alice.post(path, json=bodies[path]))

    changed = data(alice.put(f"{path}/{identity(made)}", json=dict.fromkeys(bodies[path])))

    assert changed == made | ({"meta": changed["meta"]} if "meta" in made else {})


@pytest.mark.parametrize(
    "path",
    [CLIENTS, MATTERS, USERS],
)
def test_null_changes_no_member_of_what_is_nested(path, bodies, alice):
    made = data(alice.post(path, json=bodies[path]))
    nested = {
        name: dict.fromkeys(value)
        for name, value in bodies[path].items()
        if isinstance(value, dict)
    }

    changed = data(alice.put(f"{path}/{identity(made)}", json=nested))

    assert {name: changed[name] for name in nested} == {name: made[name] for name in nested}


CLEARED = {"practiceAreaId", "fixedFeeId"}


@pytest.mark.parametrize("path", [MATTERS, TIME, EXPENSES, FEES])
def test_the_zero_id_is_nothing_that_the_firm_has(path, bodies, alice):
    names = [name for name in bodies[path] if name.endswith("Id") and name not in CLEARED]
    made = identity(data(alice.post(path, json=bodies[path])))

    for name in names:
        for answer in (
            alice.post(path, json=bodies[path] | {name: ZERO}),
            alice.put(f"{path}/{made}", json={name: ZERO}),
        ):
            assert refused(answer) == invalid(name)


@pytest.mark.parametrize("path", [CLIENTS, MATTERS, TIME, EXPENSES, FEES, AREAS, USERS])
@pytest.mark.parametrize("body", [None, [], "x", 1, True])
def test_a_body_is_an_object(path, body, bodies, alice):
    made = identity(data(alice.post(path, json=bodies[path])))
    sent = b"null" if body is None else None

    answers = (
        alice.post(path, json=body, body=sent),
        alice.put(f"{path}/{made}", json=body, body=sent),
    )

    assert [refused(answer)[:2] for answer in answers] == [(400, "invalid_request")] * 2


def test_an_unknown_property_is_named_wherever_it_is(bodies, alice):
    nested = [
        (MATTERS, "conflictInformation"),
        (MATTERS, "ledesConfiguration"),
        (CLIENTS, "contact"),
    ]
    for path, name in chain(((path, None) for path in bodies), nested):
        inner = {"colour": "red"}
        body = bodies[path] | (inner if name is None else {name: bodies[path][name] | inner})
        made = identity(data(alice.post(path, json=bodies[path])))
        where = "colour" if name is None else f"{name}.colour"

        assert refused(alice.post(path, json=body)) == invalid(where)
        assert refused(alice.put(f"{path}/{made}", json=body)) == invalid(where)
