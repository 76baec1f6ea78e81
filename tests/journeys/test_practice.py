"""A firm does its business from a new client to a paid invoice, beside another one that never sees it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from office import (
    AREAS,
    CLIENTS,
    EXPENSES,
    FEES,
    INVOICES,
    LISTS,
    MATTERS,
    RATES,
    READ,
    STATES,
    TIME,
    USERS,
    WRITE,
    at_once,
    bill,
    data,
    entry,
    expense,
    fee,
    field,
    ids,
    limited,
    matter,
    moved,
    opened,
    refused,
    user,
)

NOVEMBER = {"startDate": "2026-11-01", "endDate": "2026-11-30"}
NOTHING_OWED = dict.fromkeys(("balance", "overdue", "overdue30", "overdue60", "overdue90"), 0)


@pytest.fixture(scope="module")
def owner(cast):
    return cast.caller("alice")


@pytest.fixture(scope="module")
def people(owner):
    """Ids of the principal and of the attorney."""
    return [
        user(owner, firstName="Rosa", lastName="Lind", role="principal", rate=400),
        user(owner, firstName="Ada", lastName="Lovell", initials="AL", rate=250),
    ]


@pytest.fixture(scope="module")
def attorney(cast, people):
    """The attorney's own key, which does not show what an hour costs."""
    return limited(cast, READ, WRITE, user_id=people[1])


@pytest.fixture(scope="module")
def lease(owner, people):
    """The matter of the client, with everything that the firm knows of it."""
    court = field(owner, "matter", "enum", "County court", "Appeals court")
    area = data(owner.post(AREAS, json={"label": "Real estate"}))["practiceAreaId"]
    contact = {"companyName": "North Bakery Ltd", "email": "office@bakery.example"}
    bakery = {"name": "North Bakery", "reference": "NB", "contact": contact}
    wanted = {
        "name": "Lease of the new shop",
        "reference": "NB-1",
        "clientId": data(owner.post(CLIENTS, json=bakery))["clientId"],
        "responsibleId": people[1],
        "originatorId": people[0],
        "practiceAreaId": area,
        "customFields": [{"id": court["id"], "value": "County court"}],
    }
    return data(owner.post(MATTERS, json=wanted))


@pytest.fixture(scope="module")
def work(lease, attorney, owner):
    """What is done in November, by the attorney with a key of her own."""

    def said(day, description, **more):
        return {
            "matterId": lease["matterId"],
            "date": f"2026-11-{day}",
            "description": description,
        } | more

    review = data(owner.post(FEES, json=said("12", "Review the contract.", amount=500)))
    of_fee = {"billingType": "fixedFee", "fixedFeeId": review["fixedFeeId"]}
    entries = [
        data(attorney.post(TIME, json=body))
        for body in (
            said("10", "Draft the lease.", hours=1.25, activityCode="A103"),
            said("11", "Call the landlord.", hours=0.2),
            said("12", "Read the contract.", hours=2.5, **of_fee),
            said("13", "Learn about bakeries.", hours=3, billingType="nonBillable"),
        )
    ]
    spent = said("13", "Fee of the land register.", amount=42.5, expenseCode="E112")
    return entries, data(attorney.post(EXPENSES, json=spent)), review


@pytest.fixture(scope="module")
def invoice(lease, work, owner):
    """The invoice for November, as a draft."""
    (made,) = bill(owner, lease["matterId"], **NOVEMBER, invoiceDate="2026-11-30")
    return made


def test_the_attorney_writes_down_time_whose_price_she_does_not_see(people, work):
    entries, spent, _ = work

    assert {one["userId"] for one in [*entries, spent]} == {people[1]}
    assert [one for one in entries if {"rate", "amount"} & set(one)] == []


def test_the_owner_sees_every_amount_exactly(cast, work, lease):
    seeing = limited(cast, READ, RATES)

    listed = data(seeing.get(TIME, query={"matterId": lease["matterId"], "sort": "date"}))

    assert [one["amount"] for one in listed] == [312.5, 50, 0, 0]


def test_the_invoice_has_all_that_is_to_be_paid(invoice, owner):
    assert (invoice["amount"], invoice["balance"], invoice["invoiceState"]) == (905, 905, "draft")
    on_it = {"invoiceId": invoice["invoiceId"]}
    assert [len(ids(owner.get(path, query=on_it))) for path in (TIME, EXPENSES, FEES)] == [3, 1, 1]


def test_what_is_billed_is_settled(invoice, work, owner):
    entries, spent, review = work
    for path, id, code in (
        (TIME, entries[0]["timeEntryId"], "time_entry_billed"),
        (EXPENSES, spent["expenseId"], "expense_billed"),
        (FEES, review["fixedFeeId"], "fixed_fee_billed"),
    ):
        assert refused(owner.put(f"{path}/{id}", json={"description": "More."}))[1] == code
        assert refused(owner.delete(f"{path}/{id}"))[1] == code
    own = f"{TIME}/{entries[3]['timeEntryId']}"
    assert data(owner.put(own, json={"hours": 4}))["billed"] is False


def test_what_is_done_later_waits_for_the_next_invoice(invoice, lease, owner):
    late = entry(owner, lease, date="2026-11-20", hours=1)

    waiting = data(owner.get(TIME, query={"billed": "false", "billingType": "billable"}))

    assert late["timeEntryId"] in {one["timeEntryId"] for one in waiting}
    assert data(owner.get(f"{INVOICES}/{invoice['invoiceId']}"))["amount"] == 905


def test_the_invoice_becomes_final_is_owed_and_is_paid(cast, invoice, owner):
    owed = f"{CLIENTS}/{invoice['clientId']}/balances"
    paying = f"{INVOICES}/{invoice['invoiceId']}/payments"
    assert data(owner.get(owed)) == NOTHING_OWED
    assert refused(owner.post(paying, json={"amount": 905}))[1] == "invoice_not_final"
    final = moved(owner, invoice, "final", dueDate="2026-12-15")
    assert (final["dueDate"], data(owner.get(owed))["balance"]) == ("2026-12-15", 905)

    cast.clock.advance(days=75)  # the 16th of January 2027
    part = data(owner.post(paying, json={"amount": 400.01, "reference": "Wire 5512"}))
    late = data(owner.get(owed))
    paid = data(owner.post(paying, json={"amount": 504.99}))

    assert part["balance"] == 504.99
    open_ = {"balance": 504.99, "overdue": 504.99, "overdue30": 504.99}
    assert late == NOTHING_OWED | open_
    assert (paid["balance"], paid["amount"]) == (0, 905)
    assert data(owner.get(owed)) == NOTHING_OWED


# Two firms beside each other


def populated(cast):
    """A firm with something in every list."""
    firm = opened(cast)
    case = matter(firm)
    for make in (entry, expense, fee):
        make(firm, case)
        make(firm, case, date="2026-11-01")
    bill(firm, case["matterId"])
    return firm


def everything(firm):
    return {path: ids(firm.get(path)) for path in [*LISTS, USERS]}


def test_two_firms_with_the_same_business_share_nothing(cast):
    one, other = populated(cast), populated(cast)
    mine, theirs = everything(one), everything(other)

    assert all(mine.values())
    assert {path: len(found) for path, found in mine.items()} == {
        path: len(found) for path, found in theirs.items()
    }
    assert [path for path in mine if set(mine[path]) & set(theirs[path])] == []


def test_nothing_of_one_firm_is_reached_from_the_other(cast):
    one, other = populated(cast), populated(cast)
    mine = everything(one)

    for path in LISTS:
        assert other.get(f"{path}/{mine[path][0]}").status == 404
    for name, path in (("clientId", CLIENTS), ("matterId", MATTERS), ("userId", USERS)):
        assert ids(other.get(TIME, query={name: mine[path][0]})) == []
    assert everything(one) == mine


# Many at the same time


def test_of_invoices_at_once_one_bills_the_matter_and_the_others_find_nothing(cast, owner):
    case = matter(owner)
    for number in range(20):
        entry(owner, case, date=f"2026-10-{number + 1:02}", hours=0.1, rate=1.05)
    wish = {"startDate": "2026-10-01", "endDate": "2026-10-31", "matterIds": [case["matterId"]]}

    answers = at_once(INVOICES, [(owner, wish)] * 8)

    (made,) = [data(answer)[0] for answer in answers if answer.status == 201]
    refusals = [refused(answer) for answer in answers if answer.status != 201]
    assert refusals == [(409, "nothing_to_bill", [])] * 7
    assert made["amount"] == 2.2  # twenty times 0.105, each rounded half up
    assert len(ids(owner.get(TIME, query={"invoiceId": made["invoiceId"]}))) == 20


def test_invoices_of_overlapping_spans_never_share_an_item(cast):
    firm = opened(cast)
    case = matter(firm)
    made = {
        entry(firm, case, date=f"2026-10-{day:02}", hours=1, rate=day)["timeEntryId"]: day
        for day in range(1, 31)
    }
    wishes = [
        {
            "startDate": f"2026-10-{first:02}",
            "endDate": f"2026-10-{first + 9:02}",
            "matterIds": [case["matterId"]],
        }
        for first in (1, 6, 11, 16, 21)
    ]

    answers = at_once(INVOICES, [(firm, wish) for wish in wishes])

    invoices = [data(answer)[0] for answer in answers if answer.status == 201]
    shares = [
        ids(firm.get(TIME, query={"invoiceId": invoice["invoiceId"]})) for invoice in invoices
    ]
    assert sorted(id for share in shares for id in share) == sorted(made)
    assert [invoice["amount"] for invoice in invoices] == [
        sum(made[id] for id in share) for share in shares
    ]
    assert len({invoice["invoiceNumber"] for invoice in invoices}) == len(invoices)


def test_numbers_stay_in_a_row_when_many_bill_at_once(cast):
    firm = opened(cast)
    cases = [entry(firm)["matterId"] for _ in range(10)]
    wish = {"startDate": "2026-10-01", "endDate": "2026-10-31"}

    answers = at_once(INVOICES, [(firm, wish | {"matterIds": [case]}) for case in cases])

    numbers = sorted(int(data(answer)[0]["invoiceNumber"][4:]) for answer in answers)
    assert numbers == list(range(1, 11))


def test_payments_at_once_never_pay_more_than_is_owed(owner):
    case = matter(owner)
    expense(owner, case, amount=10)
    (made,) = bill(owner, case["matterId"])
    moved(owner, made, "final")
    path = f"{INVOICES}/{made['invoiceId']}/payments"

    answers = at_once(path, [(owner, {"amount": 3})] * 6)

    balances = sorted(data(answer)["balance"] for answer in answers if answer.status == 201)
    assert balances == [1, 4, 7]
    assert {refused(answer)[1] for answer in answers if answer.status != 201} == {
        "payment_exceeds_balance"
    }


def test_of_two_who_move_an_invoice_one_is_first(owner):
    (made,) = bill(owner, entry(owner)["matterId"])
    path = f"{INVOICES}/{made['invoiceId']}/state"

    for old, new in pairwise(STATES):
        assert data(owner.get(f"{INVOICES}/{made['invoiceId']}"))["invoiceState"] == old
        answers = at_once(path, [(owner, {"state": new})] * 2)
        assert sorted(answer.status for answer in answers) == [201, 409]
