"""Operations on expenses."""

import pytest
from office import (
    EXPENSES,
    NOWHERE,
    READ,
    WRITE,
    ZERO,
    bill,
    client,
    data,
    expense,
    ids,
    invalid,
    limited,
    matter,
    refused,
    user,
)


def said(case, **more):
    """What a request says of money that was spent."""
    spent = {"date": "2026-11-02", "description": "Fee.", "amount": 42.5}
    return spent | {"matterId": case["matterId"]} | more


def test_an_expense_is_shown_with_all_that_belongs_to_it(alice):
    responsible = user(alice, initials="AL")
    of = client(alice, name="North")
    case = matter(alice, name="Lease", clientId=of, responsibleId=responsible)
    given = said(case, userId=responsible, checkNumber="1042", expenseCode="E112")

    made = data(alice.post(EXPENSES, json=given))

    assert made == given | {
        "expenseId": made["expenseId"],
        "clientId": of,
        "client": {"name": "North"},
        "matter": {"name": "Lease"},
        "user": {"name": "Ada Lovell", "initials": "AL", "firstName": "Ada", "lastName": "Lovell"},
        "billed": False,
        "meta": made["meta"],
    }
    assert data(alice.get(f"{EXPENSES}/{made['expenseId']}")) == made


def test_an_expense_may_be_nobodys(alice, case):
    assert "userId" not in data(alice.post(EXPENSES, json=said(case)))


def test_an_expense_is_that_of_the_body_then_of_the_header_then_of_the_key(cast, alice, case):
    body, header, own = user(alice), user(alice), user(alice)
    caller = limited(cast, READ, WRITE, user_id=own)
    named = {"x-practice-userid": header}

    made = [
        data(caller.post(EXPENSES, json=said(case, userId=body), headers=named)),
        data(caller.post(EXPENSES, json=said(case), headers=named)),
        data(caller.post(EXPENSES, json=said(case))),
    ]

    assert [one["userId"] for one in made] == [body, header, own]


@pytest.mark.parametrize("amount", [0, 0.01, 0.1, 99999999.99])
def test_amounts_are_exact(amount, alice, case):
    assert expense(alice, case, amount=amount)["amount"] == amount


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"matterId": NOWHERE}, "matterId"),
        ({"matterId": ZERO}, "matterId"),
        ({"matterId": None}, "matterId"),
        ({"userId": NOWHERE}, "userId"),
        ({"userId": "x"}, "userId"),
        ({"date": "2026-11-31"}, "date"),
        ({"amount": -0.01}, "amount"),
        ({"amount": 0.001}, "amount"),
        ({"amount": 100000000}, "amount"),
        ({"amount": "42.50"}, "amount"),
        ({"amount": None}, "amount"),
        ({"description": ""}, "description"),
        ({"checkNumber": 1042}, "checkNumber"),
        ({"expenseCode": "A103"}, "expenseCode"),
        ({"activityCode": "A103"}, "activityCode"),
        ({"billed": True}, "billed"),
        ({"hours": 1}, "hours"),
    ],
)
def test_what_is_no_expense_is_refused_and_not_kept(change, field, case, alice):
    assert refused(alice.post(EXPENSES, json=said(case) | change)) == invalid(field)
    assert ids(alice.get(EXPENSES, query={"matterId": case["matterId"]})) == []


@pytest.mark.parametrize("id", [NOWHERE, ZERO])
def test_an_expense_that_is_not_there_is_not_found(id, alice):
    path = f"{EXPENSES}/{id}"

    for answer in (alice.get(path), alice.put(path, json={"amount": 1}), alice.delete(path)):
        assert refused(answer) == (404, "expense_not_found", [])


def test_another_firms_expense_is_not_found(alice, charlie):
    path = f"{EXPENSES}/{expense(alice)['expenseId']}"

    for answer in (charlie.get(path), charlie.put(path, json={"amount": 1}), charlie.delete(path)):
        assert refused(answer) == (404, "expense_not_found", [])


@pytest.fixture
def three(firm):
    """Three expenses that differ in all by which they are found; the first is billed."""
    cases = [matter(firm) for _ in range(3)]
    made = [
        expense(firm, cases[0], date="2026-10-01", amount=10, description="Beta"),
        expense(firm, cases[1], date="2026-10-02", amount=9.5, description="Gamma"),
        expense(firm, cases[2], date="2026-10-03", amount=100, description="Alpha"),
    ]
    bill(firm, cases[0]["matterId"])
    return [data(firm.get(f"{EXPENSES}/{one['expenseId']}")) for one in made]


def shown(firm, three, **query):
    """The numbers of those that are found."""
    order = [made["expenseId"] for made in three]
    return [order.index(id) for id in ids(firm.get(EXPENSES, query=query))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, [2, 1, 0]),
        ({"startDate": "2026-10-02"}, [2, 1]),
        ({"endDate": "2026-10-02"}, [1, 0]),
        ({"billed": "true"}, [0]),
        ({"billed": "false"}, [2, 1]),
        ({"sort": "date"}, [0, 1, 2]),
        ({"sort": "amount"}, [1, 0, 2]),
        ({"sort": "-amount"}, [2, 0, 1]),
        ({"sort": "description"}, [2, 0, 1]),
    ],
)
def test_expenses_are_found_and_sorted(query, found, firm, three):
    assert shown(firm, three, **query) == found


def test_expenses_are_found_by_what_they_belong_to(firm, three):
    for number, made in enumerate(three):
        for name in ("userId", "matterId", "clientId"):
            assert shown(firm, three, **{name: made[name]}) == [number]
    assert shown(firm, three, invoiceId=three[0]["invoiceId"]) == [0]


FILTERS = ["userId", "matterId", "clientId", "invoiceId"]


@pytest.mark.parametrize("name", FILTERS)
def test_an_id_that_nobody_has_finds_nothing(name, alice):
    for id in (NOWHERE, ZERO):
        assert ids(alice.get(EXPENSES, query={name: id})) == []


@pytest.mark.parametrize("name", [*FILTERS, "billed", "startDate", "endDate"])
@pytest.mark.parametrize("text", ["", "x", "null"])
def test_a_filter_that_is_none_is_refused(name, text, alice):
    assert refused(alice.get(EXPENSES, query={name: text})) == invalid(name)


def test_a_span_does_not_end_before_it_begins(alice):
    query = {"startDate": "2026-11-02", "endDate": "2026-11-01"}

    assert refused(alice.get(EXPENSES, query=query)) == invalid("endDate")


def change(staff, made, body):
    return staff.put(f"{EXPENSES}/{made['expenseId']}", json=body)


def test_only_what_is_present_changes(alice, case):
    made = expense(alice, case, checkNumber="1042", expenseCode="E112")
    body = {"amount": 50, "checkNumber": None, "expenseCode": None, "userId": None}

    changed = data(change(alice, made, body))

    assert changed == made | {"amount": 50, "meta": changed["meta"]}


@pytest.mark.parametrize("name", ["matterId", "userId"])
def test_the_zero_id_clears_nothing(name, alice, case):
    assert refused(change(alice, expense(alice, case), {name: ZERO})) == invalid(name)


def test_an_expense_moves_to_another_matter_and_its_client(alice, case):
    other = matter(alice)

    changed = data(change(alice, expense(alice, case), {"matterId": other["matterId"]}))

    assert (changed["matterId"], changed["clientId"]) == (other["matterId"], other["clientId"])


def test_a_deleted_expense_is_gone(alice):
    path = f"{EXPENSES}/{expense(alice)['expenseId']}"

    assert data(alice.delete(path)) == {"expenseId": path.rpartition("/")[2]}
    assert refused(alice.get(path)) == (404, "expense_not_found", [])


def test_a_billed_expense_stays_as_it_is(alice, case):
    made = expense(alice, case)
    (invoice,) = bill(alice, case["matterId"])

    for answer in (
        change(alice, made, {"amount": 9}),
        alice.delete(f"{EXPENSES}/{made['expenseId']}"),
    ):
        assert refused(answer) == (409, "expense_billed", [])
    found = data(alice.get(f"{EXPENSES}/{made['expenseId']}"))
    assert (found["billed"], found["amount"]) == (True, 42.5)
    assert found["invoice"]["invoiceId"] == invoice["invoiceId"]
