"""Operations on the users of a firm."""

import pytest
from office import NOWHERE, USERS, ZERO, data, field, invalid, refused, told, user

ADA = {
    "firstName": "Ada",
    "lastName": "Lovell",
    "initials": "AL",
    "role": "attorney",
    "email": "ada@firm.example",
    "rate": 250.5,
}


def test_a_user_is_shown_as_given_with_a_whole_name(alice):
    made = data(alice.post(USERS, json=ADA))

    assert made == ADA | {"userId": made["userId"], "name": "Ada Lovell", "customFields": []}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"firstName": ""}, "firstName"),
        ({"firstName": None}, "firstName"),
        ({"lastName": " "}, "lastName"),
        ({"role": "boss"}, "role"),
        ({"email": "ada"}, "email"),
        ({"initials": "A L"}, "initials"),
        ({"rate": "250"}, "rate"),
        ({"rate": -1}, "rate"),
        ({"rate": 0.001}, "rate"),
        ({"rate": None}, "rate"),
        ({"name": "Ada"}, "name"),
        ({"userId": NOWHERE}, "userId"),
    ],
)
def test_what_is_no_user_is_refused_and_not_kept(change, field, firm):
    assert refused(firm.post(USERS, json=ADA | change)) == invalid(field)
    assert data(firm.get(USERS)) == []


@pytest.mark.parametrize("name", ["firstName", "lastName", "role", "email"])
def test_what_must_be_said_is_demanded_by_name(name, alice):
    body = {key: value for key, value in ADA.items() if key != name}

    assert refused(alice.post(USERS, json=body)) == invalid(name)


@pytest.fixture
def three(firm):
    """Three users, by name in this order."""
    return [
        user(firm, firstName=first, lastName=last, role=role, email=email)
        for first, last, role, email in (
            ("Ada", "Lovell", "attorney", "ada@firm.example"),
            ("Ben", "Ode", "paralegal", "Ben.Ode@firm.example"),
            ("Cleo", "Lovell-Ode", "attorney", "cleo@else.example"),
        )
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, [0, 1, 2]),
        ({"email": "ada@firm.example"}, [0]),
        ({"email": "ben.ode@firm.example"}, [1]),
        ({"email": "nobody@firm.example"}, []),
        ({"role": "attorney"}, [0, 2]),
        ({"role": "principal"}, []),
        ({"query": "LOVELL"}, [0, 2]),
        ({"query": "firm.ex"}, [0, 1]),
        ({"query": "%"}, []),
        ({"query": "ada lovell", "queryFullMatch": "true"}, [0]),
        ({"query": "lovell", "queryFullMatch": "true"}, []),
        ({"query": "ode", "queryFullMatch": "false", "role": "paralegal"}, [1]),
    ],
)
def test_users_are_found(query, found, firm, three):
    assert [one["userId"] for one in data(firm.get(USERS, query=query))] == [
        three[number] for number in found
    ]


def test_the_list_is_in_one_piece(firm, three):
    assert set(told(firm.get(USERS))) == {"data"}
    assert refused(firm.get(USERS, query={"limit": 1})) == invalid("limit")


@pytest.mark.parametrize(
    "query",
    [{"role": "boss"}, {"role": ""}, {"email": "x"}, {"queryFullMatch": "yes"}, {"query": ""}],
)
def test_a_filter_that_is_none_is_refused(query, alice):
    assert refused(alice.get(USERS, query=query)) == invalid(*query)


def test_custom_fields_are_listed_when_they_are_selected(firm):
    made = field(firm, "user", "number")
    id = user(firm, customFields=[{"id": made["id"], "value": 7}])

    (plain,) = data(firm.get(USERS))
    (noted,) = data(firm.get(USERS, query={"select": "customFields"}))

    assert (plain["userId"], "customFields" in plain) == (id, False)
    assert [(one["name"], one["value"]) for one in noted["customFields"]] == [(made["name"], 7)]


def test_an_unknown_part_is_refused(alice):
    answer = alice.get(USERS, query={"select": "rate"})

    assert refused(answer) == invalid("select.0")
    assert "customFields" in answer.json()["error"]["details"][0]["message"]


def test_only_what_is_present_changes(alice):
    made = data(alice.post(USERS, json=ADA))
    body = {"lastName": "Byron", "email": None, "rate": None}

    changed = data(alice.put(f"{USERS}/{made['userId']}", json=body))

    assert changed == made | {"lastName": "Byron", "name": "Ada Byron"}


@pytest.mark.parametrize("id", [NOWHERE, ZERO])
def test_a_user_who_is_not_there_is_not_found(id, alice):
    answer = alice.put(f"{USERS}/{id}", json={"firstName": "X"})

    assert refused(answer) == (404, "user_not_found", [])


def test_another_firms_user_is_not_found(alice, charlie):
    answer = charlie.put(f"{USERS}/{user(alice)}", json={"firstName": "X"})

    assert refused(answer) == (404, "user_not_found", [])


@pytest.mark.parametrize(
    ("body", "field"),
    [({"firstName": ""}, "firstName"), ({"name": "X"}, "name"), ({"rate": "1"}, "rate")],
)
def test_a_change_to_what_is_no_user_is_refused(body, field, alice):
    assert refused(alice.put(f"{USERS}/{user(alice)}", json=body)) == invalid(field)
