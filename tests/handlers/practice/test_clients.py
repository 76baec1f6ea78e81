"""Operations on clients and on what they owe."""

import pytest
from office import (
    CLIENTS,
    INVOICES,
    MATTERS,
    NOWHERE,
    ZERO,
    bill,
    client,
    data,
    entry,
    ids,
    invalid,
    invoice,
    matter,
    moved,
    refused,
)

CONTACT = {
    "companyName": "North Bakery Ltd",
    "firstName": "Rosa",
    "lastName": "Lind",
    "middleName": "M.",
    "suffix": "Jr.",
    "email": "office@bakery.example",
    "emailCC": "books@bakery.example",
    "phone": "+1 312 555 0142",
    "cellPhone": "+1 312 555 0143",
    "otherPhone": "+1 312 555 0144",
    "fax": "+1 312 555 0145",
    "street": "12 Main Street",
    "city": "Springfield",
    "state": "IL",
    "zip": "62701",
    "country": "US",
}
WHOLE = {"name": "North Bakery", "reference": "NB", "contact": CONTACT, "notes": "Head office."}


def test_a_client_is_shown_as_it_was_given(alice):
    made = data(alice.post(CLIENTS, json=WHOLE))

    assert made == WHOLE | {
        "clientId": made["clientId"],
        "meta": made["meta"],
        "customFields": [],
    }
    assert made["meta"]["createdAt"] == made["meta"]["modifiedAt"]
    assert data(alice.get(f"{CLIENTS}/{made['clientId']}")) == made


def test_a_name_is_enough(alice):
    made = data(alice.post(CLIENTS, json={"name": "Sam"}))

    assert {name: made[name] for name in ("name", "contact")} == {"name": "Sam", "contact": {}}
    assert "reference" not in made


@pytest.mark.parametrize(
    "contact",
    [
        {"companyName": "North"},
        {"firstName": "Rosa", "lastName": "Lind"},
        {"companyName": "North", "lastName": "Lind"},
    ],
)
def test_a_contact_names_a_company_or_a_person(contact, alice):
    assert data(alice.post(CLIENTS, json={"name": "N", "contact": contact}))["contact"] == contact


@pytest.mark.parametrize(
    "contact",
    [{}, {"firstName": "Rosa"}, {"lastName": "Lind"}, {"companyName": ""}, {"city": "Bonn"}],
)
def test_a_contact_of_nobody_is_refused(contact, alice):
    answer = alice.post(CLIENTS, json={"name": "N", "contact": contact})

    assert refused(answer) == invalid("contact")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "  "}, "name"),
        ({"name": None}, "name"),
        ({"name": 1}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"reference": 7}, "reference"),
        ({"reference": None}, "reference"),
        ({"contact": None}, "contact"),
        ({"contact": "Rosa"}, "contact"),
        ({"contact": {"companyName": "N", "email": "nobody"}}, "contact.email"),
        ({"contact": {"companyName": "N", "phone": "none"}}, "contact.phone"),
        ({"contact": {"companyName": "N", "planet": "Mars"}}, "contact.planet"),
        ({"clientId": NOWHERE}, "clientId"),
        ({"meta": {}}, "meta"),
        ({"notes": ["x"]}, "notes"),
        ({"customFields": {}}, "customFields"),
        ({"customFields": [{"id": NOWHERE, "value": "x"}]}, "customFields.0.id"),
        ({"customFields": [{"id": ZERO, "value": "x"}]}, "customFields.0.id"),
        ({"customFields": [{"value": "x"}]}, "customFields.0.id"),
    ],
)
def test_what_is_no_client_is_refused_and_not_kept(change, field, firm):
    answer = firm.post(CLIENTS, json=WHOLE | change)

    assert refused(answer) == invalid(field)
    assert ids(firm.get(CLIENTS)) == []


def test_unknown_properties_are_named_each(alice):
    answer = alice.post(CLIENTS, json={"name": "N", "nme": "N", "colour": "red"})

    assert sorted(refused(answer)[2]) == ["colour", "nme"]


@pytest.mark.parametrize("call", ["get", "put", "delete", "balances"])
@pytest.mark.parametrize("id", [NOWHERE, ZERO])
def test_a_client_who_is_not_there_is_not_found(id, call, alice):
    path = f"{CLIENTS}/{id}"
    answers = {
        "get": lambda: alice.get(path),
        "put": lambda: alice.put(path, json={"name": "N"}),
        "delete": lambda: alice.delete(path),
        "balances": lambda: alice.get(f"{path}/balances"),
    }

    assert refused(answers[call]()) == (404, "client_not_found", [])


def test_another_firms_client_is_not_found(alice, charlie):
    path = f"{CLIENTS}/{client(alice)}"

    for answer in (
        charlie.get(path),
        charlie.put(path, json={"name": "Mine"}),
        charlie.delete(path),
        charlie.get(f"{path}/balances"),
    ):
        assert refused(answer) == (404, "client_not_found", [])


@pytest.mark.parametrize("id", ["x", "1", "null", "01935275-3d4e-7b21-8c55"])
def test_what_is_no_id_is_refused(id, alice):
    assert refused(alice.get(f"{CLIENTS}/{id}")) == invalid("clientId")


def test_an_id_is_the_same_in_capital_letters(alice):
    id = client(alice)

    assert data(alice.get(f"{CLIENTS}/{id.upper()}"))["clientId"] == id


@pytest.fixture
def known(cast, firm):
    """Three clients, by name in the order of their making."""
    return [
        client(firm, name="Abbey", reference="10%_A"),
        client(firm, name="bakery North", reference="B-2"),
        client(firm, name="Çelik", reference="a-9"),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"query": "BAK"}, [1]),
        ({"query": "çEL"}, [2]),
        ({"query": "%"}, [0]),
        ({"query": "_"}, [0]),
        ({"query": "a-"}, [2]),
        ({"query": "nobody"}, []),
        ({"reference": "B-2"}, [1]),
        ({"reference": "b-2"}, []),
        ({"reference": "B"}, []),
        ({"query": "north", "reference": "B-2"}, [1]),
        ({"query": "north", "reference": "a-9"}, []),
    ],
)
def test_clients_are_found_by_name_and_reference(query, found, firm, known):
    assert ids(firm.get(CLIENTS, query=query)) == [known[at] for at in found]


def test_clients_are_sorted_by_reference(firm, known):
    up = ids(firm.get(CLIENTS, query={"sort": "reference"}))

    assert ids(firm.get(CLIENTS, query={"sort": "-reference"})) == up[::-1]
    assert set(up) == set(known)


@pytest.mark.parametrize("query", ["query", "reference"])
def test_an_empty_filter_is_refused(query, alice):
    assert refused(alice.get(CLIENTS, query={query: ""}))[:2] == (400, "invalid_request")


def test_only_what_is_present_changes(alice):
    made = data(alice.post(CLIENTS, json=WHOLE))

    changed = data(
        alice.put(
            f"{CLIENTS}/{made['clientId']}",
            json={"contact": {"city": "Bonn"}, "notes": None, "name": None},
        )
    )

    expected = WHOLE | {"contact": CONTACT | {"city": "Bonn"}}
    assert {name: changed[name] for name in expected} == expected


def test_null_in_a_contact_leaves_as_it_is_and_an_empty_text_takes_away(alice):
    made = data(alice.post(CLIENTS, json=WHOLE))
    contact = {"phone": "", "email": None, "companyName": "", "city": None}

    changed = data(alice.put(f"{CLIENTS}/{made['clientId']}", json={"contact": contact}))

    gone = {"phone", "companyName"}
    assert changed["contact"] == {name: text for name, text in CONTACT.items() if name not in gone}


def test_a_contact_does_not_become_nobodys(alice):
    made = data(alice.post(CLIENTS, json=WHOLE))
    contact = {"companyName": "", "lastName": ""}

    answer = alice.put(f"{CLIENTS}/{made['clientId']}", json={"contact": contact})

    assert refused(answer) == invalid("contact")
    assert data(alice.get(f"{CLIENTS}/{made['clientId']}")) == made


@pytest.mark.parametrize("body", [{}, {"contact": {}}, {"customFields": []}, {"contact": None}])
def test_a_change_of_nothing_changes_nothing_but_the_moment(body, alice):
    made = data(alice.post(CLIENTS, json=WHOLE))

    changed = data(alice.put(f"{CLIENTS}/{made['clientId']}", json=body))

    assert changed | {"meta": made["meta"]} == made
    assert changed["meta"]["createdAt"] == made["meta"]["createdAt"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"colour": "red"}, "colour"),
        ({"contact": {"planet": "Mars"}}, "contact.planet"),
        ({"clientId": NOWHERE}, "clientId"),
    ],
)
def test_a_change_to_what_is_no_client_is_refused(change, field, alice):
    assert refused(alice.put(f"{CLIENTS}/{client(alice)}", json=change)) == invalid(field)


def test_a_deleted_client_is_gone(alice):
    id = client(alice)

    assert data(alice.delete(f"{CLIENTS}/{id}")) == {"clientId": id}
    assert refused(alice.get(f"{CLIENTS}/{id}")) == (404, "client_not_found", [])
    assert refused(alice.delete(f"{CLIENTS}/{id}")) == (404, "client_not_found", [])


def test_a_client_with_matters_stays(alice):
    id = client(alice)
    made = matter(alice, clientId=id)

    assert refused(alice.delete(f"{CLIENTS}/{id}")) == (409, "client_has_matters", [])
    data(alice.delete(f"{MATTERS}/{made['matterId']}"))
    assert data(alice.delete(f"{CLIENTS}/{id}")) == {"clientId": id}


NOTHING = {"balance": 0, "overdue": 0, "overdue30": 0, "overdue60": 0, "overdue90": 0}


def test_who_was_never_billed_owes_nothing(alice):
    assert data(alice.get(f"{CLIENTS}/{client(alice)}/balances")) == NOTHING


@pytest.mark.parametrize("state", ["draft", "review", "approved"])
def test_nothing_is_owed_before_an_invoice_is_final(state, alice):
    found = invoice(alice, state)

    assert data(alice.get(f"{CLIENTS}/{found['clientId']}/balances")) == NOTHING


@pytest.mark.parametrize(
    ("due", "bands"),
    [
        ("2026-11-02", ()),
        ("2026-11-01", ("overdue",)),
        ("2026-10-04", ("overdue",)),
        ("2026-10-03", ("overdue", "overdue30")),
        ("2026-09-04", ("overdue", "overdue30")),
        ("2026-09-03", ("overdue", "overdue60")),
        ("2026-08-05", ("overdue", "overdue60")),
        ("2026-08-04", ("overdue", "overdue90")),
    ],
)
def test_what_is_owed_ages(due, bands, alice):
    found = invoice(alice, invoiceDate="2026-08-01")
    moved(alice, found, "final", dueDate=due)

    owed = data(alice.get(f"{CLIENTS}/{found['clientId']}/balances"))

    assert owed == NOTHING | {"balance": 500} | dict.fromkeys(bands, 500)


def test_balances_are_summed_to_the_cent_and_shrink_with_payments(alice):
    case = matter(alice)
    for hours in (0.1, 0.2):
        entry(alice, case, hours=hours, rate=1.01)
        (made,) = bill(alice, case["matterId"])
        moved(alice, made, "final")
    path = f"{CLIENTS}/{case['clientId']}/balances"
    assert data(alice.get(path))["balance"] == 0.3

    data(alice.post(f"{INVOICES}/{made['invoiceId']}/payments", json={"amount": 0.2}))

    assert data(alice.get(path))["balance"] == 0.1
