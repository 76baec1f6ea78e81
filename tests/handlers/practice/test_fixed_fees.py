"""Operations on fixed fees."""

import pytest
from office import (
    FEES,
    NOWHERE,
    READ,
    WRITE,
    ZERO,
    bill,
    client,
    data,
    entry,
    fee,
    ids,
    invalid,
    limited,
    matter,
    refused,
    user,
)


def said(case, **more):
    """What a request says of work at a fixed price."""
    priced = {"date": "2026-11-02", "description": "Review.", "amount": 500}
    return priced | {"matterId": case["matterId"]} | more


def test_an_fixed_fee_is_shown_with_all_that_belongs_to_it(alice):
    responsible = user(alice, initials="AL")
    of = client(alice, name="North")
    case = matter(alice, name="Lease", clientId=of, responsibleId=responsible)
    given = said(case, userId=responsible, activityCode="A103", taskCode="L110")

    made = data(alice.post(FEES, json=given))

    assert made == given | {
        "fixedFeeId": made["fixedFeeId"],
        "clientId": of,
        "client": {"name": "North"},
        "matter": {"name": "Lease"},
        "user": {"name": "Ada Lovell", "initials": "AL", "firstName": "Ada", "lastName": "Lovell"},
        "billed": False,
        "meta": made["meta"],
    }
    assert data(alice.get(f"{FEES}/{made['fixedFeeId']}")) == made


def test_an_fixed_fee_may_be_nobodys(alice, case):
    assert "userId" not in data(alice.post(FEES, json=said(case)))


def test_an_fixed_fee_is_that_of_the_body_then_of_the_header_then_of_the_key(cast, alice, case):
    body, header, own = user(alice), user(alice), user(alice)
    caller = limited(cast, READ, WRITE, user_id=own)
    named = {"x-practice-userid": header}

    made = [
        data(caller.post(FEES, json=said(case, userId=body), headers=named)),
        data(caller.post(FEES, json=said(case), headers=named)),
        data(caller.post(FEES, json=said(case))),
    ]

    assert [one["userId"] for one in made] == [body, header, own]


@pytest.mark.parametrize("amount", [0, 0.01, 0.1, 99999999.99])
def test_amounts_are_exact(amount, alice, case):
    assert fee(alice, case, amount=amount)["amount"] == amount


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
        ({"amount": "500"}, "amount"),
        ({"amount": None}, "amount"),
        ({"description": ""}, "description"),
        ({"activityCode": "L110"}, "activityCode"),
        ({"taskCode": "A103"}, "taskCode"),
        ({"expenseCode": "E101"}, "expenseCode"),
        ({"checkNumber": "1042"}, "checkNumber"),
        ({"billed": True}, "billed"),
        ({"hours": 1}, "hours"),
    ],
)
def test_what_is_no_fixed_fee_is_refused_and_not_kept(change, field, case, alice):
    assert refused(alice.post(FEES, json=said(case) | change)) == invalid(field)
    assert ids(alice.get(FEES, query={"matterId": case["matterId"]})) == []


@pytest.mark.parametrize("id", [NOWHERE, ZERO])
def test_an_fixed_fee_that_is_not_there_is_not_found(id, alice):
    path = f"{FEES}/{id}"

    for answer in (alice.get(path), alice.put(path, json={"amount": 1}), alice.delete(path)):
        assert refused(answer) == (404, "fixed_fee_not_found", [])


def test_another_firms_fixed_fee_is_not_found(alice, charlie):
    path = f"{FEES}/{fee(alice)['fixedFeeId']}"

    for answer in (charlie.get(path), charlie.put(path, json={"amount": 1}), charlie.delete(path)):
        assert refused(answer) == (404, "fixed_fee_not_found", [])


@pytest.fixture
def three(firm):
    """Three fixed_fees that differ in all by which they are found; the first is billed."""
    cases = [matter(firm) for _ in range(3)]
    made = [
        fee(firm, cases[0], date="2026-10-01", amount=10, description="Beta"),
        fee(firm, cases[1], date="2026-10-02", amount=9.5, description="Gamma"),
        fee(firm, cases[2], date="2026-10-03", amount=100, description="Alpha"),
    ]
    bill(firm, cases[0]["matterId"])
    return [data(firm.get(f"{FEES}/{one['fixedFeeId']}")) for one in made]


def shown(firm, three, **query):
    """The numbers of those that are found."""
    order = [made["fixedFeeId"] for made in three]
    return [order.index(id) for id in ids(firm.get(FEES, query=query))]


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
def test_fixed_fees_are_found_and_sorted(query, found, firm, three):
    assert shown(firm, three, **query) == found


def test_fixed_fees_are_found_by_what_they_belong_to(firm, three):
    for number, made in enumerate(three):
        for name in ("userId", "matterId", "clientId"):
            assert shown(firm, three, **{name: made[name]}) == [number]
    assert shown(firm, three, invoiceId=three[0]["invoiceId"]) == [0]


FILTERS = ["userId", "matterId", "clientId", "invoiceId"]


@pytest.mark.parametrize("name", FILTERS)
def test_an_id_that_nobody_has_finds_nothing(name, alice):
    for id in (NOWHERE, ZERO):
        assert ids(alice.get(FEES, query={name: id})) == []


@pytest.mark.parametrize("name", [*FILTERS, "billed", "startDate", "endDate"])
@pytest.mark.parametrize("text", ["", "x", "null"])
def test_a_filter_that_is_none_is_refused(name, text, alice):
    assert refused(alice.get(FEES, query={name: text})) == invalid(name)


def test_a_span_does_not_end_before_it_begins(alice):
    query = {"startDate": "2026-11-02", "endDate": "2026-11-01"}

    assert refused(alice.get(FEES, query=query)) == invalid("endDate")


def change(staff, made, body):
    return staff.put(f"{FEES}/{made['fixedFeeId']}", json=body)


def test_only_what_is_present_changes(alice, case):
    made = fee(alice, case, activityCode="A103", taskCode="L110")
    body = {"amount": 50, "activityCode": None, "taskCode": None, "userId": None}

    changed = data(change(alice, made, body))

    assert changed == made | {"amount": 50, "meta": changed["meta"]}


@pytest.mark.parametrize("name", ["matterId", "userId"])
def test_the_zero_id_clears_nothing(name, alice, case):
    assert refused(change(alice, fee(alice, case), {name: ZERO})) == invalid(name)


def test_an_fixed_fee_moves_to_another_matter_and_its_client(alice, case):
    other = matter(alice)

    changed = data(change(alice, fee(alice, case), {"matterId": other["matterId"]}))

    assert (changed["matterId"], changed["clientId"]) == (other["matterId"], other["clientId"])


def test_a_deleted_fixed_fee_is_gone(alice):
    path = f"{FEES}/{fee(alice)['fixedFeeId']}"

    assert data(alice.delete(path)) == {"fixedFeeId": path.rpartition("/")[2]}
    assert refused(alice.get(path)) == (404, "fixed_fee_not_found", [])


def test_a_billed_fixed_fee_stays_as_it_is(alice, case):
    made = fee(alice, case)
    (invoice,) = bill(alice, case["matterId"])

    for answer in (
        change(alice, made, {"amount": 9}),
        alice.delete(f"{FEES}/{made['fixedFeeId']}"),
    ):
        assert refused(answer) == (409, "fixed_fee_billed", [])
    found = data(alice.get(f"{FEES}/{made['fixedFeeId']}"))
    assert (found["billed"], found["amount"]) == (True, 500)
    assert found["invoice"]["invoiceId"] == invoice["invoiceId"]


def in_use(staff, case):
    made = fee(staff, case)
    entry(staff, case, billingType="fixedFee", fixedFeeId=made["fixedFeeId"])
    return made


def test_a_fixed_fee_with_time_stays(alice, case):
    made = in_use(alice, case)

    answer = alice.delete(f"{FEES}/{made['fixedFeeId']}")

    assert refused(answer) == (409, "fixed_fee_in_use", [])


def test_a_fixed_fee_with_time_stays_in_its_matter(alice, case):
    made = in_use(alice, case)

    answer = change(alice, made, {"matterId": matter(alice)["matterId"]})

    assert refused(answer) == (409, "fixed_fee_in_use", [])
    assert data(change(alice, made, {"amount": 9}))["amount"] == 9
