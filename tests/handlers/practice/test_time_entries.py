"""Operations on time entries."""

import pytest
from office import (
    FEES,
    NOWHERE,
    TIME,
    USERS,
    ZERO,
    bill,
    client,
    data,
    entry,
    fee,
    ids,
    invalid,
    matter,
    refused,
    user,
)


def said(case, **more):
    """What a request says of an hour of work."""
    whose = {"matterId": case["matterId"], "userId": case["responsibleId"]}
    return whose | {"date": "2026-11-02", "description": "Call.", "hours": 1} | more


def test_a_time_entry_is_shown_with_all_that_belongs_to_it(alice):
    responsible = user(alice, initials="AL", rate=200)
    of = client(alice, name="North", reference="NB")
    case = matter(alice, name="Lease", reference="R", clientId=of, responsibleId=responsible)
    given = said(
        case,
        time="09:30",
        hours=1.25,
        rate=250,
        billingType="billable",
        activityCode="A103",
        taskCode="L110",
    )

    made = data(alice.post(TIME, json=given))

    assert made == given | {
        "timeEntryId": made["timeEntryId"],
        "clientId": of,
        "client": {"name": "North", "reference": "NB"},
        "matter": {"name": "Lease", "reference": "R"},
        "user": {"name": "Ada Lovell", "initials": "AL", "firstName": "Ada", "lastName": "Lovell"},
        "amount": 312.5,
        "billed": False,
        "meta": made["meta"],
    }
    assert data(alice.get(f"{TIME}/{made['timeEntryId']}")) == made


@pytest.mark.parametrize(
    ("hours", "rate", "amount"),
    [
        (0.1, 0.05, 0.01),
        (0.1, 0.04, 0),
        (0.5, 0.01, 0.01),
        (1.005, 1, 1.01),
        (2.675, 1, 2.68),
        (0.3333, 100, 33.33),
        (0.0001, 50, 0.01),
        (999, 99999.99, 99899990.01),
        (1, 0, 0),
    ],
)
def test_the_amount_is_exact_and_rounded_half_up(hours, rate, amount, case, alice):
    made = data(alice.post(TIME, json=said(case, hours=hours, rate=rate)))

    assert (made["hours"], made["rate"], made["amount"]) == (hours, rate, amount)


def test_the_rate_is_the_users_where_it_is_left_out(alice, case):
    assert entry(alice, case)["rate"] == 250
    data(alice.put(f"{USERS}/{case['responsibleId']}", json={"rate": 300}))

    assert entry(alice, case)["rate"] == 300


def test_time_keeps_its_rate_when_the_users_changes(alice, case):
    made = entry(alice, case)
    data(alice.put(f"{USERS}/{case['responsibleId']}", json={"rate": 999}))

    found = data(alice.put(f"{TIME}/{made['timeEntryId']}", json={"hours": 3}))

    assert (found["rate"], found["amount"]) == (250, 750)


def test_time_of_somebody_without_a_rate_has_none(alice, case):
    someone = {"firstName": "Kim", "lastName": "Ode", "role": "operator", "email": "k@f.example"}
    id = data(alice.post(USERS, json=someone))["userId"]

    made = data(alice.post(TIME, json=said(case, userId=id)))

    assert {"rate", "amount"} & set(made) == set()


@pytest.mark.parametrize("kind", ["nonBillable", "fixedFee"])
def test_time_that_is_not_billed_by_the_hour_costs_nothing(kind, case, alice):
    more = {"billingType": kind}
    if kind == "fixedFee":
        more["fixedFeeId"] = fee(alice, case)["fixedFeeId"]

    made = data(alice.post(TIME, json=said(case, **more)))

    assert (made["billingType"], made["amount"]) == (kind, 0)


def test_time_of_a_fixed_fee_shows_the_fee(alice, case):
    of = fee(alice, case)["fixedFeeId"]

    made = entry(alice, case, billingType="fixedFee", fixedFeeId=of)

    assert made["fixedFee"] == {"id": of, "label": "Review.", "amount": 500}


def test_only_time_of_a_fixed_fee_names_one_and_it_must(alice, case):
    mine = fee(alice, case)["fixedFeeId"]
    others = fee(alice)["fixedFeeId"]

    for more in (
        {"billingType": "fixedFee"},
        {"billingType": "fixedFee", "fixedFeeId": ZERO},
        {"billingType": "fixedFee", "fixedFeeId": NOWHERE},
        {"billingType": "fixedFee", "fixedFeeId": others},
        {"billingType": "billable", "fixedFeeId": mine},
        {"fixedFeeId": mine},
    ):
        assert refused(alice.post(TIME, json=said(case, **more))) == invalid("fixedFeeId")
    assert "fixedFeeId" not in data(alice.post(TIME, json=said(case, fixedFeeId=ZERO)))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"matterId": NOWHERE}, "matterId"),
        ({"matterId": ZERO}, "matterId"),
        ({"matterId": None}, "matterId"),
        ({"matterId": "x"}, "matterId"),
        ({"userId": NOWHERE}, "userId"),
        ({"userId": ZERO}, "userId"),
        ({"date": "2026-02-29"}, "date"),
        ({"date": "02.11.2026"}, "date"),
        ({"date": None}, "date"),
        ({"date": "2026-11-02T00:00:00Z"}, "date"),
        ({"time": "24:00"}, "time"),
        ({"time": "9:30"}, "time"),
        ({"hours": 0}, "hours"),
        ({"hours": -1}, "hours"),
        ({"hours": 0.00001}, "hours"),
        ({"hours": 1.00001}, "hours"),
        ({"hours": 1000}, "hours"),
        ({"hours": "1"}, "hours"),
        ({"hours": None}, "hours"),
        ({"rate": -1}, "rate"),
        ({"rate": 1.005}, "rate"),
        ({"rate": "250"}, "rate"),
        ({"description": ""}, "description"),
        ({"description": None}, "description"),
        ({"billingType": "free"}, "billingType"),
        ({"activityCode": "A999"}, "activityCode"),
        ({"activityCode": "L110"}, "activityCode"),
        ({"taskCode": "A103"}, "taskCode"),
        ({"amount": 5}, "amount"),
        ({"invoiceId": NOWHERE}, "invoiceId"),
        ({"billed": True}, "billed"),
        ({"clientId": NOWHERE}, "clientId"),
        ({"expenseCode": "E101"}, "expenseCode"),
    ],
)
def test_what_is_no_time_is_refused_and_not_kept(change, field, case, alice):
    assert refused(alice.post(TIME, json=said(case) | change)) == invalid(field)
    assert ids(alice.get(TIME, query={"matterId": case["matterId"]})) == []


def test_another_firms_things_are_no_things_of_time(alice, charlie, case):
    theirs = matter(charlie)

    for name, id in (("matterId", theirs["matterId"]), ("userId", theirs["responsibleId"])):
        assert refused(alice.post(TIME, json=said(case) | {name: id})) == invalid(name)


@pytest.mark.parametrize("id", [NOWHERE, ZERO])
def test_time_that_is_not_there_is_not_found(id, alice):
    path = f"{TIME}/{id}"

    for answer in (alice.get(path), alice.put(path, json={"hours": 1}), alice.delete(path)):
        assert refused(answer) == (404, "time_entry_not_found", [])


def test_another_firms_time_is_not_found(alice, charlie):
    path = f"{TIME}/{entry(alice)['timeEntryId']}"

    for answer in (charlie.get(path), charlie.put(path, json={"hours": 1}), charlie.delete(path)):
        assert refused(answer) == (404, "time_entry_not_found", [])


@pytest.fixture
def three(firm):
    """Three time entries that differ in all by which they are found; the first is billed."""
    cases = [matter(firm) for _ in range(3)]
    of = fee(firm, cases[1])["fixedFeeId"]
    made = [
        entry(firm, cases[0], date="2026-10-01", hours=3, description="Beta"),
        entry(
            firm,
            cases[1],
            date="2026-10-02",
            hours=1,
            description="Gamma",
            billingType="fixedFee",
            fixedFeeId=of,
        ),
        entry(
            firm,
            cases[2],
            date="2026-10-03",
            hours=2,
            description="Alpha",
            billingType="nonBillable",
        ),
    ]
    bill(firm, cases[0]["matterId"])
    return [data(firm.get(f"{TIME}/{one['timeEntryId']}")) for one in made]


def shown(firm, three, **query):
    """The numbers of those that are found."""
    order = [made["timeEntryId"] for made in three]
    return [order.index(id) for id in ids(firm.get(TIME, query=query))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, [2, 1, 0]),
        ({"startDate": "2026-10-02"}, [2, 1]),
        ({"endDate": "2026-10-02"}, [1, 0]),
        ({"startDate": "2026-10-02", "endDate": "2026-10-02"}, [1]),
        ({"billed": "true"}, [0]),
        ({"billed": "false"}, [2, 1]),
        ({"billingType": "billable"}, [0]),
        ({"billingType": "nonBillable"}, [2]),
        ({"billingType": "fixedFee", "billed": "true"}, []),
        ({"sort": "date"}, [0, 1, 2]),
        ({"sort": "hours"}, [1, 2, 0]),
        ({"sort": "-hours"}, [0, 2, 1]),
        ({"sort": "description"}, [2, 0, 1]),
        ({"sort": "-created"}, [2, 1, 0]),
        ({"sort": "-created,hours"}, [2, 1, 0]),
    ],
)
def test_time_is_found_and_sorted(query, found, firm, three):
    assert shown(firm, three, **query) == found


def test_time_is_found_by_what_it_belongs_to(firm, three):
    for number, made in enumerate(three):
        for name in ("userId", "matterId", "clientId"):
            assert shown(firm, three, **{name: made[name]}) == [number]
    assert shown(firm, three, fixedFeeId=three[1]["fixedFeeId"]) == [1]
    assert shown(firm, three, invoiceId=three[0]["invoiceId"]) == [0]


FILTERS = ["userId", "matterId", "clientId", "fixedFeeId", "invoiceId"]


@pytest.mark.parametrize("name", FILTERS)
def test_an_id_that_nobody_has_finds_nothing(name, alice):
    for id in (NOWHERE, ZERO):
        assert ids(alice.get(TIME, query={name: id})) == []


@pytest.mark.parametrize("name", [*FILTERS, "billed", "billingType", "startDate", "endDate"])
@pytest.mark.parametrize("text", ["", "x", "null"])
def test_a_filter_that_is_none_is_refused(name, text, alice):
    assert refused(alice.get(TIME, query={name: text})) == invalid(name)


def test_a_span_does_not_end_before_it_begins(alice):
    query = {"startDate": "2026-11-02", "endDate": "2026-11-01"}

    assert refused(alice.get(TIME, query=query)) == invalid("endDate")


def change(staff, made, body):
    return staff.put(f"{TIME}/{made['timeEntryId']}", json=body)


def test_only_what_is_present_changes(alice, case):
    made = data(alice.post(TIME, json=said(case, time="09:30", activityCode="A103")))
    body = {"hours": 2.5, "time": None, "rate": None, "activityCode": None, "userId": None}

    changed = data(change(alice, made, body))

    assert changed == made | {"hours": 2.5, "amount": 625, "meta": changed["meta"]}


def test_the_zero_id_clears_the_fixed_fee(alice, case):
    of = fee(alice, case)["fixedFeeId"]
    made = entry(alice, case, billingType="fixedFee", fixedFeeId=of)

    assert refused(change(alice, made, {"fixedFeeId": ZERO})) == invalid("fixedFeeId")
    changed = data(change(alice, made, {"fixedFeeId": ZERO, "billingType": "billable"}))

    assert (changed["billingType"], changed["amount"]) == ("billable", 500)
    assert {"fixedFeeId", "fixedFee"} & set(changed) == set()


@pytest.mark.parametrize("name", ["matterId", "userId"])
def test_the_zero_id_clears_nothing_else(name, alice, case):
    made = entry(alice, case)

    assert refused(change(alice, made, {name: ZERO})) == invalid(name)


def test_time_moves_to_another_matter_and_its_client(alice, case):
    other = matter(alice)

    changed = data(change(alice, entry(alice, case), {"matterId": other["matterId"]}))

    assert (changed["matterId"], changed["clientId"]) == (other["matterId"], other["clientId"])


def test_time_of_a_fixed_fee_does_not_leave_its_matter(alice, case):
    of = fee(alice, case)["fixedFeeId"]
    made = entry(alice, case, billingType="fixedFee", fixedFeeId=of)

    answer = change(alice, made, {"matterId": matter(alice)["matterId"]})

    assert refused(answer) == invalid("fixedFeeId")


@pytest.mark.parametrize(
    ("body", "field"),
    [({"hours": 0}, "hours"), ({"hours": "2"}, "hours"), ({"billed": True}, "billed")],
)
def test_a_change_to_what_is_no_time_is_refused(body, field, alice, case):
    assert refused(change(alice, entry(alice, case), body)) == invalid(field)


def test_deleted_time_is_gone(alice):
    path = f"{TIME}/{entry(alice)['timeEntryId']}"

    assert data(alice.delete(path)) == {"timeEntryId": path.rpartition("/")[2]}
    assert refused(alice.get(path)) == (404, "time_entry_not_found", [])


def test_billed_time_stays_as_it_is(alice, case):
    made = entry(alice, case)
    (invoice,) = bill(alice, case["matterId"])
    path = f"{TIME}/{made['timeEntryId']}"

    for answer in (
        change(alice, made, {"hours": 9}),
        change(alice, made, {}),
        alice.delete(path),
    ):
        assert refused(answer) == (409, "time_entry_billed", [])
    found = data(alice.get(path))
    assert (found["billed"], found["invoiceId"]) == (True, invoice["invoiceId"])
    assert found["invoice"] == {
        "invoiceId": invoice["invoiceId"],
        "invoiceNumber": invoice["invoiceNumber"],
        "invoiceDate": "2026-11-02",
        "invoiceState": "draft",
        "invoiceAmount": 500,
        "invoiceBalance": 500,
    }


def test_a_fixed_fee_keeps_its_time(alice, case):
    of = fee(alice, case)["fixedFeeId"]
    entry(alice, case, billingType="fixedFee", fixedFeeId=of)

    assert refused(alice.delete(f"{FEES}/{of}")) == (409, "fixed_fee_in_use", [])
