"""Operations on matters."""

import pytest
from office import (
    AREAS,
    CLIENTS,
    CODES,
    EXPENSES,
    FEES,
    MATTERS,
    NOWHERE,
    TIME,
    ZERO,
    client,
    data,
    entry,
    expense,
    fee,
    ids,
    invalid,
    matter,
    refused,
    user,
)

PLAIN = {
    "enabled": False,
    "activityCodeRequired": False,
    "taskCodeRequired": False,
    "expenseCodeRequired": False,
    "codeSetIds": [],
}


def area(staff, label="Real estate"):
    return data(staff.post(AREAS, json={"label": label}))["practiceAreaId"]


def test_a_matter_is_shown_with_all_that_belongs_to_it(alice):
    responsible = user(alice, initials="AL")
    given = {
        "name": "Lease",
        "clientId": client(alice, name="North", reference="NB"),
        "responsibleId": responsible,
        "reference": "NB-1",
        "matterType": "contingency",
        "opened": "2026-10-01",
        "archived": True,
        "conflictInformation": {"opposing": "Lakeside", "adverse": "South"},
        "billingInstructions": "Monthly.",
        "notes": "None.",
        "referralSources": "A friend.",
        "practiceAreaId": area(alice),
    }

    made = data(alice.post(MATTERS, json=given | {"originatorId": responsible}))

    name = {"name": "Ada Lovell", "initials": "AL", "firstName": "Ada", "lastName": "Lovell"}
    assert made == given | {
        "matterId": made["matterId"],
        "client": {"name": "North", "reference": "NB"},
        "responsible": name,
        "originatorIds": [responsible],
        "originators": [name],
        "practiceArea": {"label": "Real estate"},
        "ledesConfiguration": PLAIN,
        "meta": made["meta"],
        "customFields": [],
    }
    assert data(alice.get(f"{MATTERS}/{made['matterId']}")) == made


def test_a_matter_of_which_little_is_said_is_hourly_and_opened_today(case):
    said = {name: case[name] for name in ("matterType", "opened", "archived", "originatorIds")}

    assert said == {
        "matterType": "hourly",
        "opened": "2026-11-02",
        "archived": False,
        "originatorIds": [],
    }


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"clientId": NOWHERE}, "clientId"),
        ({"clientId": ZERO}, "clientId"),
        ({"clientId": "x"}, "clientId"),
        ({"clientId": None}, "clientId"),
        ({"responsibleId": NOWHERE}, "responsibleId"),
        ({"responsibleId": ZERO}, "responsibleId"),
        ({"originatorId": NOWHERE}, "originatorId"),
        ({"originatorId": ZERO}, "originatorId"),
        ({"practiceAreaId": NOWHERE}, "practiceAreaId"),
        ({"matterType": "free"}, "matterType"),
        ({"matterType": None}, "matterType"),
        ({"opened": "2026-02-30"}, "opened"),
        ({"archived": "yes"}, "archived"),
        ({"archived": "true"}, "archived"),
        ({"colour": "red"}, "colour"),
        ({"conflictInformation": {"more": "x"}}, "conflictInformation.more"),
        ({"ledesConfiguration": {"enabled": 1}}, "ledesConfiguration.enabled"),
        ({"ledesConfiguration": {"codeSetIds": [NOWHERE]}}, "ledesConfiguration.codeSetIds.0"),
        ({"originatorIds": []}, "originatorIds"),
        ({"client": {"name": "N"}}, "client"),
    ],
)
def test_what_is_no_matter_is_refused_and_not_kept(change, field, firm):
    good = {"name": "Lease", "clientId": client(firm), "responsibleId": user(firm)}

    assert refused(firm.post(MATTERS, json=good | change)) == invalid(field)
    assert ids(firm.get(MATTERS)) == []


@pytest.mark.parametrize("name", ["name", "clientId", "responsibleId"])
def test_what_must_be_said_is_demanded_by_name(name, alice):
    good = {"name": "Lease", "clientId": client(alice), "responsibleId": user(alice)}
    del good[name]

    assert refused(alice.post(MATTERS, json=good)) == invalid(name)


def test_another_firms_things_are_no_things_of_a_matter(alice, charlie):
    good = {"name": "Lease", "clientId": client(alice), "responsibleId": user(alice)}
    theirs = {
        "clientId": client(charlie),
        "responsibleId": user(charlie),
        "originatorId": user(charlie),
        "practiceAreaId": area(charlie),
    }

    for name, id in theirs.items():
        assert refused(alice.post(MATTERS, json=good | {name: id})) == invalid(name)


def test_a_zero_practice_area_is_none(alice):
    assert "practiceAreaId" not in matter(alice, practiceAreaId=ZERO)


@pytest.mark.parametrize("id", [NOWHERE, ZERO])
def test_a_matter_that_is_not_there_is_not_found(id, alice):
    path = f"{MATTERS}/{id}"

    for answer in (alice.get(path), alice.put(path, json={"name": "N"}), alice.delete(path)):
        assert refused(answer) == (404, "matter_not_found", [])


def test_another_firms_matter_is_not_found(charlie, case):
    path = f"{MATTERS}/{case['matterId']}"

    for answer in (charlie.get(path), charlie.put(path, json={"name": "N"}), charlie.delete(path)):
        assert refused(answer) == (404, "matter_not_found", [])


@pytest.fixture
def three(firm):
    """Three matters that differ in all by which matters are found."""
    people = [user(firm) for _ in range(3)]
    return [
        matter(
            firm,
            name=f"{name} case",
            reference=f"R-{number}",
            clientId=client(firm, name=name, reference=f"C-{9 - number}"),
            responsibleId=people[number],
            originatorId=people[(number + 1) % 3],
            practiceAreaId=area(firm, name),
            archived=number == 2,
        )
        for number, name in enumerate(("Abbey", "Bakery", "Cooper"))
    ]


def shown(firm, three, **query):
    """The numbers of the matters that are found."""
    order = [made["matterId"] for made in three]
    return [order.index(id) for id in ids(firm.get(MATTERS, query=query))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"query": "BAKE"}, [1]),
        ({"query": "r-"}, [0, 1, 2]),
        ({"query": "%"}, []),
        ({"reference": "R-2"}, [2]),
        ({"reference": "R"}, []),
        ({"clientReference": "C-9"}, [0]),
        ({"clientReference": "c-9"}, []),
        ({"archived": "true"}, [2]),
        ({"archived": "false"}, [0, 1]),
        ({"sort": "-name"}, [2, 1, 0]),
        ({"sort": "reference"}, [0, 1, 2]),
        ({"sort": "-client.name"}, [2, 1, 0]),
        ({"sort": "client.reference"}, [2, 1, 0]),
    ],
)
def test_matters_are_found_and_sorted(query, found, firm, three):
    assert shown(firm, three, **query) == found


def test_matters_are_found_by_what_they_belong_to(firm, three):
    _, second, _ = three

    assert shown(firm, three, clientId=second["clientId"]) == [1]
    assert shown(firm, three, practiceAreaId=second["practiceAreaId"]) == [1]
    assert shown(firm, three, responsibleId=second["responsibleId"]) == [1]
    assert shown(firm, three, originatorId=second["responsibleId"]) == [0]
    assert shown(firm, three, userId=second["responsibleId"]) == [0, 1]
    assert shown(firm, three, responsibleId=second["responsibleId"], archived="true") == []


FILTERS = ["clientId", "practiceAreaId", "responsibleId", "originatorId", "userId"]


@pytest.mark.parametrize("name", FILTERS)
def test_an_id_that_nobody_has_finds_nothing(name, alice, case):
    for id in (NOWHERE, ZERO):
        assert ids(alice.get(MATTERS, query={name: id})) == []


@pytest.mark.parametrize("name", [*FILTERS, "archived"])
@pytest.mark.parametrize("text", ["", "x", "null"])
def test_a_filter_that_is_none_is_refused(name, text, alice):
    assert refused(alice.get(MATTERS, query={name: text})) == invalid(name)


def change(staff, made, body):
    return staff.put(f"{MATTERS}/{made['matterId']}", json=body)


def test_only_what_is_present_changes(alice):
    made = matter(
        alice,
        reference="R",
        notes="N",
        practiceAreaId=area(alice),
        conflictInformation={"adverse": "South", "opposing": "East"},
    )
    body = {
        "archived": True,
        "name": None,
        "notes": None,
        "practiceAreaId": None,
        "clientId": None,
        "conflictInformation": {"opposing": "West", "adverse": None},
        "ledesConfiguration": {"enabled": True, "taskCodeRequired": None},
    }

    changed = data(change(alice, made, body))

    assert changed == made | {
        "archived": True,
        "conflictInformation": {"adverse": "South", "opposing": "West"},
        "ledesConfiguration": PLAIN | {"enabled": True},
        "meta": changed["meta"],
    }


def test_the_zero_id_clears_the_practice_area(alice):
    made = matter(alice, practiceAreaId=area(alice))

    changed = data(change(alice, made, {"practiceAreaId": ZERO}))

    assert {"practiceAreaId", "practiceArea"} & set(changed) == set()


@pytest.mark.parametrize("name", ["clientId", "responsibleId", "originatorId"])
def test_the_zero_id_clears_nothing_else(name, alice, case):
    assert refused(change(alice, case, {name: ZERO})) == invalid(name)


def test_a_change_names_what_the_firm_does_not_have(alice, case, charlie):
    for name in ("clientId", "responsibleId", "originatorId", "practiceAreaId"):
        assert refused(change(alice, case, {name: NOWHERE})) == invalid(name)
    assert refused(change(alice, case, {"clientId": client(charlie)})) == invalid("clientId")


def test_a_client_changes_until_something_is_done(alice, case):
    other = client(alice, name="Other")
    assert data(change(alice, case, {"clientId": other}))["client"] == {"name": "Other"}
    entry(alice, case)

    answer = change(alice, case, {"clientId": client(alice)})

    assert refused(answer) == (409, "matter_has_activity", [])
    assert data(change(alice, case, {"clientId": other}))["clientId"] == other


def test_matters_follow_the_name_of_their_client(alice, case):
    data(alice.put(f"{CLIENTS}/{case['clientId']}", json={"name": "Renamed", "reference": "RN"}))

    found = data(alice.get(f"{MATTERS}/{case['matterId']}"))["client"]

    assert found == {"name": "Renamed", "reference": "RN"}


def test_a_deleted_matter_is_gone(alice, case):
    path = f"{MATTERS}/{case['matterId']}"

    assert data(alice.delete(path)) == {"matterId": case["matterId"]}
    assert refused(alice.get(path)) == (404, "matter_not_found", [])


@pytest.mark.parametrize(
    ("make", "place", "id"),
    [
        (entry, TIME, "timeEntryId"),
        (expense, EXPENSES, "expenseId"),
        (fee, FEES, "fixedFeeId"),
    ],
)
def test_a_matter_stays_while_there_is_activity(make, place, id, alice, case):
    made, path = make(alice, case), f"{MATTERS}/{case['matterId']}"

    assert refused(alice.delete(path)) == (409, "matter_has_activity", [])
    data(alice.delete(f"{place}/{made[id]}"))
    assert data(alice.delete(path)) == {"matterId": case["matterId"]}


@pytest.mark.parametrize(
    ("rule", "make", "name", "code"),
    [
        ("activityCodeRequired", entry, "activityCode", "A103"),
        ("taskCodeRequired", entry, "taskCode", "L110"),
        ("expenseCodeRequired", expense, "expenseCode", "E101"),
    ],
)
def test_a_matter_can_require_codes(rule, make, name, code, alice):
    made = matter(alice, ledesConfiguration={"enabled": True, rule: True})
    content = {
        "matterId": made["matterId"],
        "userId": made["responsibleId"],
        "date": "2026-11-02",
        "description": "Work.",
    }
    place, more = (TIME, {"hours": 1}) if make is entry else (EXPENSES, {"amount": 1})

    assert refused(alice.post(place, json=content | more)) == invalid(name)
    assert data(alice.post(place, json=content | more | {name: code}))[name] == code


def test_a_matter_uses_the_code_sets_that_there_are(alice):
    sets = sorted({one["codeSetId"] for one in data(alice.get(CODES))["taskCodes"]})

    made = matter(alice, ledesConfiguration={"enabled": True, "codeSetIds": sets})

    assert made["ledesConfiguration"] == PLAIN | {"enabled": True, "codeSetIds": sets}
