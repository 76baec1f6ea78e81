"""Operations on invoices and their payments."""

from itertools import pairwise

import pytest
from office import (
    EXPENSES,
    FEES,
    INVOICES,
    NOWHERE,
    OCTOBER,
    STATES,
    TIME,
    ZERO,
    bill,
    client,
    data,
    entry,
    expense,
    fee,
    ids,
    invalid,
    invoice,
    matter,
    moved,
    refused,
)


def test_an_invoice_gathers_what_is_not_billed(alice, case):
    of = fee(alice, case, amount=500)["fixedFeeId"]
    gathered = [
        (TIME, entry(alice, case, hours=1.25)),
        (TIME, entry(alice, case, billingType="fixedFee", fixedFeeId=of)),
        (EXPENSES, expense(alice, case, amount=42.5)),
        (FEES, {"fixedFeeId": of}),
    ]
    left = entry(alice, case, billingType="nonBillable")

    (made,) = bill(alice, case["matterId"])

    assert made["amount"] == made["balance"] == 312.5 + 42.5 + 500
    for path, item in gathered:
        id = next(iter(item.values()))
        assert data(alice.get(f"{path}/{id}"))["invoiceId"] == made["invoiceId"]
    assert data(alice.get(f"{TIME}/{left['timeEntryId']}"))["billed"] is False


def test_a_draft_is_shown_with_its_client_and_its_matter(alice):
    of = client(alice, name="North", reference="NB")
    case = matter(alice, name="Lease", clientId=of)
    entry(alice, case)

    (made,) = bill(alice, case["matterId"], invoiceDate="2026-10-31", invoiceNumber="2026/7")

    assert made == {
        "invoiceId": made["invoiceId"],
        "clientId": of,
        "client": {"name": "North", "reference": "NB"},
        "matterId": case["matterId"],
        "matter": {"name": "Lease"},
        "invoiceDate": "2026-10-31",
        "amount": 500,
        "balance": 500,
        "invoiceNumber": "2026/7",
        "invoiceState": "draft",
        "meta": made["meta"],
    }
    assert data(alice.get(f"{INVOICES}/{made['invoiceId']}")) == made


def test_both_ends_of_the_span_are_in_it(alice, case):
    for date in ("2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01"):
        expense(alice, case, date=date, amount=1)

    (made,) = bill(alice, case["matterId"])

    billed = data(alice.get(EXPENSES, query={"invoiceId": made["invoiceId"], "sort": "date"}))
    assert [one["date"] for one in billed] == ["2026-10-01", "2026-10-31"]


def test_each_matter_with_something_gets_an_invoice_in_the_order_asked_for(alice):
    cases = [matter(alice) for _ in range(3)]
    entry(alice, cases[0])
    entry(alice, cases[2])
    order = [cases[2]["matterId"], cases[1]["matterId"], cases[0]["matterId"]]

    made = bill(alice, *order)

    assert [one["matterId"] for one in made] == [order[0], order[2]]


def test_numbers_are_running_in_each_firm(firm, charlie):
    assert [invoice(firm)["invoiceNumber"] for _ in range(2)] == ["INV-000001", "INV-000002"]
    assert invoice(charlie)["invoiceNumber"] == "INV-000001"


def test_a_number_is_given_once(firm):
    invoice(firm, invoiceNumber="A")
    case = entry(firm)["matterId"]
    wish = OCTOBER | {"matterIds": [case], "invoiceNumber": "A"}

    answer = firm.post(INVOICES, json=wish)

    assert refused(answer)[:2] == (409, "invoice_number_taken")
    assert data(firm.get(TIME, query={"matterId": case}))[0]["billed"] is False
    (made,) = bill(firm, case)
    moving = firm.post(
        f"{INVOICES}/{made['invoiceId']}/state", json={"state": "review", "invoiceNumber": "A"}
    )
    assert refused(moving)[:2] == (409, "invoice_number_taken")


def test_running_numbers_go_around_those_that_were_given(firm):
    invoice(firm, invoiceNumber="INV-000001")

    assert invoice(firm)["invoiceNumber"] == "INV-000002"


def test_what_is_billed_is_not_billed_again(alice, case):
    entry(alice, case)
    bill(alice, case["matterId"])

    answer = alice.post(INVOICES, json=OCTOBER | {"matterIds": [case["matterId"]]})

    assert refused(answer) == (409, "nothing_to_bill", [])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"matterIds": []}, "matterIds"),
        ({"matterIds": None}, "matterIds"),
        ({"matterIds": [NOWHERE]}, "matterIds.0"),
        ({"matterIds": [ZERO]}, "matterIds.0"),
        ({"matterIds": ["x"]}, "matterIds.0"),
        ({"matterIds": [None]}, "matterIds.0"),
        ({"matterIds": NOWHERE}, "matterIds"),
        ({"startDate": None}, "startDate"),
        ({"startDate": "2026-10-32"}, "startDate"),
        ({"endDate": "2026-09-30"}, "endDate"),
        ({"endDate": 20261031}, "endDate"),
        ({"invoiceDate": "2026-02-30"}, "invoiceDate"),
        ({"invoiceDate": None}, "invoiceDate"),
        ({"invoiceNumber": ""}, "invoiceNumber"),
        ({"invoiceNumber": 7}, "invoiceNumber"),
        ({"dueDate": "2026-12-01"}, "dueDate"),
        ({"clientId": NOWHERE}, "clientId"),
    ],
)
def test_what_is_no_wish_for_an_invoice_is_refused_and_bills_nothing(change, field, alice, case):
    made = entry(alice, case)
    wish = OCTOBER | {"matterIds": [case["matterId"]]} | change

    assert refused(alice.post(INVOICES, json=wish)) == invalid(field)
    assert data(alice.get(f"{TIME}/{made['timeEntryId']}"))["billed"] is False


def test_a_matter_is_named_once(alice, case):
    twice = OCTOBER | {"matterIds": [case["matterId"], case["matterId"]]}

    assert refused(alice.post(INVOICES, json=twice)) == invalid("matterIds")


def test_a_number_is_for_one_matter(alice):
    cases = [entry(alice)["matterId"] for _ in range(2)]
    wish = OCTOBER | {"matterIds": cases, "invoiceNumber": "B"}

    assert refused(alice.post(INVOICES, json=wish)) == invalid("invoiceNumber")


def test_of_several_matters_all_are_billed_or_none(alice, charlie, case):
    entry(alice, case)
    theirs = entry(charlie)["matterId"]
    wish = OCTOBER | {"matterIds": [case["matterId"], theirs]}

    assert refused(alice.post(INVOICES, json=wish)) == invalid("matterIds.1")
    assert data(alice.get(TIME, query={"matterId": case["matterId"]}))[0]["billed"] is False


@pytest.mark.parametrize("id", [NOWHERE, ZERO])
def test_an_invoice_that_is_not_there_is_not_found(id, alice):
    path = f"{INVOICES}/{id}"

    for answer in (
        alice.get(path),
        alice.post(f"{path}/state", json={"state": "review"}),
        alice.post(f"{path}/payments", json={"amount": 1}),
    ):
        assert refused(answer) == (404, "invoice_not_found", [])


def test_another_firms_invoice_is_not_found(alice, charlie):
    path = f"{INVOICES}/{invoice(alice, 'final')['invoiceId']}"

    for answer in (
        charlie.get(path),
        charlie.post(f"{path}/state", json={"state": "review"}),
        charlie.post(f"{path}/payments", json={"amount": 1}),
    ):
        assert refused(answer) == (404, "invoice_not_found", [])


# States


def move(staff, found, **body):
    return staff.post(f"{INVOICES}/{found['invoiceId']}/state", json=body)


def test_an_invoice_goes_one_step_after_the_other(alice):
    found = invoice(alice)

    seen = [moved(alice, found, state)["invoiceState"] for state in STATES[1:2]]
    seen += [data(move(alice, found, state=state))["invoiceState"] for state in STATES[2:]]

    assert seen == ["review", "approved", "final"]


NEXT = dict(pairwise(STATES))


@pytest.mark.parametrize(
    ("state", "wanted"),
    [(old, new) for old in STATES for new in STATES[1:] if NEXT.get(old) != new],
)
def test_no_step_is_left_out_and_none_goes_back(state, wanted, alice):
    found = invoice(alice, state)

    assert refused(move(alice, found, state=wanted))[:2] == (409, "invoice_state_conflict")
    assert data(alice.get(f"{INVOICES}/{found['invoiceId']}")) == found


@pytest.mark.parametrize("state", ["draft", "paid", "", None, 1])
def test_what_is_no_next_state_is_refused(state, alice):
    assert refused(move(alice, invoice(alice), state=state)) == invalid("state")


@pytest.mark.parametrize("state", ["draft", "review"])
def test_date_and_number_can_be_set_until_the_invoice_is_approved(state, firm):
    found = invoice(firm, state)
    body = {"state": NEXT[state], "invoiceDate": "2026-11-30", "invoiceNumber": "X"}

    changed = data(move(firm, found, **body))

    assert (changed["invoiceDate"], changed["invoiceNumber"]) == ("2026-11-30", "X")


@pytest.mark.parametrize("change", [{"invoiceDate": "2026-11-30"}, {"invoiceNumber": "Y"}])
def test_an_approved_invoice_is_frozen(change, alice):
    found = invoice(alice, "approved")

    answer = move(alice, found, state="final", **change)

    assert refused(answer)[:2] == (409, "invoice_frozen")


def test_a_final_invoice_is_due_in_thirty_days(alice):
    found = invoice(alice, invoiceDate="2026-10-31")
    assert "dueDate" not in found

    assert moved(alice, found, "final")["dueDate"] == "2026-11-30"


def test_a_due_date_is_said_with_the_last_step(alice):
    found = invoice(alice, "approved")

    assert data(move(alice, found, state="final", dueDate="2026-11-02"))["dueDate"] == "2026-11-02"


@pytest.mark.parametrize("date", ["2026-11-01", "2026-11-31", "soon", None, ""])
def test_a_due_date_is_a_day_and_not_before_the_invoices(date, alice):
    found = invoice(alice, "approved")

    assert refused(move(alice, found, state="final", dueDate=date)) == invalid("dueDate")


@pytest.mark.parametrize("state", ["draft", "review"])
def test_only_a_final_invoice_is_due(state, alice):
    answer = move(alice, invoice(alice, state), state=NEXT[state], dueDate="2026-12-01")

    assert refused(answer) == invalid("dueDate")


# Payments


def pay(staff, found, **body):
    return staff.post(f"{INVOICES}/{found['invoiceId']}/payments", json=body)


def test_payments_reduce_the_balance_to_nothing(cast, alice):
    found = invoice(alice, "final")
    cast.clock.advance(seconds=1)

    paid = [
        data(pay(alice, found, amount=100.1, date="2026-11-01", reference="Wire 5512")),
        data(pay(alice, found, amount=399.9)),
    ]

    assert [one["balance"] for one in paid] == [399.9, 0]
    assert [one["amount"] for one in paid] == [500, 500]
    assert paid[1]["meta"]["modifiedAt"] > found["meta"]["modifiedAt"]
    assert refused(pay(alice, found, amount=0.01))[:2] == (409, "payment_exceeds_balance")


def test_nobody_pays_more_than_is_owed(alice):
    found = invoice(alice, "final")

    assert refused(pay(alice, found, amount=500.01))[:2] == (409, "payment_exceeds_balance")
    assert data(alice.get(f"{INVOICES}/{found['invoiceId']}"))["balance"] == 500


@pytest.mark.parametrize("state", ["draft", "review", "approved"])
def test_only_a_final_invoice_is_paid(state, alice):
    answer = pay(alice, invoice(alice, state), amount=1)

    assert refused(answer) == (409, "invoice_not_final", [])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "amount"),
        ({"amount": 0}, "amount"),
        ({"amount": -1}, "amount"),
        ({"amount": 0.001}, "amount"),
        ({"amount": 1.005}, "amount"),
        ({"amount": "100"}, "amount"),
        ({"amount": None}, "amount"),
        ({"amount": 1, "date": "2026-02-30"}, "date"),
        ({"amount": 1, "date": None}, "date"),
        ({"amount": 1, "reference": ""}, "reference"),
        ({"amount": 1, "currency": "USD"}, "currency"),
    ],
)
def test_what_is_no_payment_is_refused(body, field, alice):
    assert refused(pay(alice, invoice(alice, "final"), **body)) == invalid(field)


# Lists


@pytest.fixture
def three(firm):
    """Three invoices that differ in all by which they are found; one of them is partly paid."""
    made = []
    for number, (name, state) in enumerate(
        (("Abbey", "draft"), ("Bakery", "final"), ("Cooper", "review")), start=1
    ):
        of = client(firm, name=name, reference=f"C-{9 - number}")
        case = matter(firm, clientId=of)
        expense(firm, case, amount=100 * number)
        (draft,) = bill(firm, case["matterId"], invoiceDate=f"2026-10-0{number}")
        made.append(moved(firm, draft, state))
    data(pay(firm, made[1], amount=150))
    return made


def shown(firm, three, **query):
    """The numbers of those that are found."""
    order = [made["invoiceId"] for made in three]
    return [order.index(id) for id in ids(firm.get(INVOICES, query=query))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, [2, 1, 0]),
        ({"startDate": "2026-10-02"}, [2, 1]),
        ({"endDate": "2026-10-02"}, [1, 0]),
        ({"invoiceState": "final"}, [1]),
        ({"invoiceState": "approved"}, []),
        ({"sort": "invoicedate"}, [0, 1, 2]),
        ({"sort": "-amount"}, [2, 1, 0]),
        ({"sort": "balance"}, [1, 0, 2]),
        ({"sort": "invoicenumber"}, [0, 1, 2]),
        ({"sort": "client.name"}, [0, 1, 2]),
        ({"sort": "client.reference"}, [2, 1, 0]),
    ],
)
def test_invoices_are_found_and_sorted(query, found, firm, three):
    assert shown(firm, three, **query) == found


def test_states_are_sorted_together(firm, three):
    up = shown(firm, three, sort="state")

    assert sorted(up) == [0, 1, 2]
    assert shown(firm, three, sort="-state") == up[::-1]


def test_invoices_are_found_by_client_and_matter(firm, three):
    for number, made in enumerate(three):
        assert shown(firm, three, clientId=made["clientId"]) == [number]
        assert shown(firm, three, matterId=made["matterId"]) == [number]


@pytest.mark.parametrize("name", ["clientId", "matterId", "invoiceState", "startDate", "endDate"])
@pytest.mark.parametrize("text", ["", "x", "null"])
def test_a_filter_that_is_none_is_refused(name, text, alice):
    assert refused(alice.get(INVOICES, query={name: text})) == invalid(name)


@pytest.mark.parametrize("name", ["clientId", "matterId"])
def test_an_id_that_nobody_has_finds_nothing(name, alice):
    for id in (NOWHERE, ZERO):
        assert ids(alice.get(INVOICES, query={name: id})) == []


def test_a_span_does_not_end_before_it_begins(alice):
    query = {"startDate": "2026-11-02", "endDate": "2026-11-01"}

    assert refused(alice.get(INVOICES, query=query)) == invalid("endDate")
