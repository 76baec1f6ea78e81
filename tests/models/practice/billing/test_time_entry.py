from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contract.errors import InvalidRequest
from contract.errors.practice_billing import TimeEntryBilled, TimeEntryNotFound
from models.practice import time_entry
from models.practice.given import ZERO

NOWHERE = "0192f3a1-7c1e-7d52-9a3b-5f0c1d2e3a01"


def faults(refused):
    return [fault.location for fault in refused.value.details]


def refused(act, *args, **kwargs):
    with pytest.raises(InvalidRequest) as found:
        act(*args, **kwargs)
    return faults(found)


def test_a_time_entry_shows_all_that_belongs_to_it(books):
    made = books.time(hours=1.25, time="09:30", activityCode="A103", taskCode="L110")
    meta = made.pop("meta")
    assert meta["createdAt"] == meta["modifiedAt"]
    assert made == {
        "timeEntryId": made["timeEntryId"],
        "userId": books.user,
        "user": {
            "name": "Ada Lovell",
            "initials": "AL",
            "firstName": "Ada",
            "lastName": "Lovell",
        },
        "matterId": books.matter,
        "matter": {"name": "Lease", "reference": "NB-1"},
        "clientId": books.client,
        "client": {"name": "North Bakery", "reference": "NB"},
        "date": "2026-11-20",
        "time": "09:30",
        "description": "Draft.",
        "hours": 1.25,
        "rate": 250,
        "amount": 312.5,
        "billingType": "billable",
        "billed": False,
        "activityCode": "A103",
        "taskCode": "L110",
    }
    found = books.who.read(time_entry.find, made["timeEntryId"].upper())
    assert found == made | {"meta": meta}


def test_the_user_is_of_the_body_before_that_of_the_caller(books):
    other = books.firm.user(firstName="Bo", rate=None)["userId"]
    assert books.time(user=other)["userId"] == books.user
    made = books.time(userId=None, user=other)
    assert made["userId"] == other


def test_time_without_any_user_is_refused(books):
    assert refused(books.time, userId=None) == ["body.userId"]


def test_without_a_rate_there_is_no_amount(books):
    other = books.firm.user(firstName="Bo", rate=None)["userId"]
    made = books.time(userId=other)
    assert "rate" not in made
    assert "amount" not in made
    assert books.time(userId=other, rate=100)["amount"] == 100


def test_the_rate_of_the_body_wins_and_stays_when_the_user_changes(books):
    made = books.time(rate=100.5)
    assert (made["rate"], made["amount"]) == (100.5, 100.5)
    other = books.firm.user(firstName="Bo", rate=400)["userId"]
    after = books.who.write(time_entry.change, made["timeEntryId"], {"userId": other})
    assert (after["userId"], after["rate"]) == (other, 100.5)


@pytest.mark.parametrize(
    ("hours", "rate", "amount"),
    [
        (0.1, 3, 0.3),
        (0.3333, 100, 33.33),
        (0.0001, 50, 0.01),
        (0.0001, 49.99, 0),
        (1.5, 0.01, 0.02),
    ],
)
def test_the_amount_is_rounded_half_up_to_the_cent(books, hours, rate, amount):
    assert books.time(hours=hours, rate=rate)["amount"] == amount


def test_time_that_is_not_billable_costs_nothing(books):
    assert books.time(billingType="nonBillable")["amount"] == 0


def test_the_amount_follows_hours_rate_and_billing_type(books):
    id = books.time()["timeEntryId"]

    def amount(**changes):
        return books.who.write(time_entry.change, id, changes)["amount"]

    assert amount(hours=0.5) == 125
    assert amount(rate=100) == 50
    assert amount(billingType="nonBillable") == 0
    assert amount(billingType="billable", description="Again.") == 50


def test_a_change_leaves_what_it_does_not_name(books, clock):
    made = books.time(time="09:30", activityCode="A103")
    clock.forward(seconds=1)
    after = books.who.write(
        time_entry.change, made["timeEntryId"], {"description": "Other.", "hours": None}
    )
    assert after.pop("meta")["modifiedAt"] > made.pop("meta")["modifiedAt"]
    assert after == made | {"description": "Other."}


def test_time_moves_to_another_matter_with_its_client(books):
    made = books.time()
    other = books.firm.client(name="Other")["clientId"]
    matter = books.new_matter(clientId=other)
    after = books.who.write(time_entry.change, made["timeEntryId"], {"matterId": matter})
    assert (after["matterId"], after["clientId"]) == (matter, other)
    assert after["client"] == {"name": "Other"}


def test_time_of_a_fixed_fee_names_one_of_the_same_matter(books):
    fee = books.fee(description="All of it.")["fixedFeeId"]
    made = books.time(billingType="fixedFee", fixedFeeId=fee)
    assert made["amount"] == 0
    assert made["fixedFee"] == {"id": fee, "label": "All of it.", "amount": 500}
    elsewhere = books.fee(matterId=books.new_matter())["fixedFeeId"]
    wrong = ["body.fixedFeeId"]
    assert refused(books.time, billingType="fixedFee", fixedFeeId=elsewhere) == wrong
    assert refused(books.time, billingType="fixedFee", fixedFeeId=NOWHERE) == wrong
    assert refused(books.time, billingType="fixedFee", fixedFeeId=ZERO) == wrong
    assert refused(books.time, billingType="fixedFee") == wrong
    assert refused(books.time, fixedFeeId=fee) == wrong
    assert "fixedFeeId" not in books.time(fixedFeeId=ZERO)


def test_time_leaves_a_fixed_fee_only_whole(books):
    fee = books.fee()["fixedFeeId"]
    id = books.time(billingType="fixedFee", fixedFeeId=fee)["timeEntryId"]

    def change(**changes):
        return books.who.write(time_entry.change, id, changes)

    assert refused(change, billingType="billable") == ["body.fixedFeeId"]
    assert refused(change, fixedFeeId=None) == ["body.fixedFeeId"]
    assert refused(change, matterId=books.new_matter()) == ["body.fixedFeeId"]
    after = change(billingType="billable", fixedFeeId=None)
    assert after["amount"] == 250
    assert "fixedFeeId" not in after
    assert change(billingType="fixedFee", fixedFeeId=fee)["fixedFee"]["amount"] == 500


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"matterId": NOWHERE}, "body.matterId"),
        ({"matterId": ZERO}, "body.matterId"),
        ({"matterId": "a\0b"}, "body.matterId"),
        ({"userId": NOWHERE}, "body.userId"),
        ({"date": "2026-02-30"}, "body.date"),
        ({"description": "a\0b"}, "body.description"),
        ({"hours": 0.00001}, "body.hours"),
        ({"hours": -1}, "body.hours"),
        ({"hours": 1e30}, "body.hours"),
        ({"hours": 99_999_999, "rate": 99_999}, "body.hours"),
        ({"rate": 0.001}, "body.rate"),
        ({"activityCode": "A999"}, "body.activityCode"),
        ({"taskCode": "A101"}, "body.taskCode"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(books, said, place):
    assert refused(books.time, **said) == [place]
    id = books.time()["timeEntryId"]
    assert refused(books.who.write, time_entry.change, id, said) == [place]


def test_a_matter_can_require_codes(books):
    codes = {
        "enabled": True,
        "activityCodeRequired": True,
        "taskCodeRequired": True,
        "expenseCodeRequired": True,
        "codeSetIds": [],
    }
    strict = books.new_matter(ledesConfiguration=codes)
    assert refused(books.time, matterId=strict) == ["body.activityCode"]
    assert refused(books.time, matterId=strict, activityCode="A101") == ["body.taskCode"]
    both = {"activityCode": "A101", "taskCode": "L110"}
    assert books.time(matterId=strict, **both)["taskCode"] == "L110"
    free = books.time()["timeEntryId"]
    move = {"matterId": strict}
    assert refused(books.who.write, time_entry.change, free, move) == ["body.activityCode"]
    assert books.who.write(time_entry.change, free, move | both)["matterId"] == strict
    assert refused(books.expense, matterId=strict) == ["body.expenseCode"]
    assert books.expense(matterId=strict, expenseCode="E101")["expenseCode"] == "E101"
    assert refused(books.fee, matterId=strict) == ["body.activityCode"]


def test_another_firm_cannot_tell_that_time_exists(books, their_books):
    id = books.time()["timeEntryId"]
    for act in (time_entry.find, time_entry.delete):
        with pytest.raises(TimeEntryNotFound):
            their_books.who.write(act, id)
    with pytest.raises(TimeEntryNotFound):
        their_books.who.write(time_entry.change, id, {"hours": 2})
    assert refused(their_books.time, matterId=books.matter) == ["body.matterId"]
    assert refused(their_books.time, userId=books.user) == ["body.userId"]
    fee = books.fee()["fixedFeeId"]
    said = {"billingType": "fixedFee", "fixedFeeId": fee}
    assert refused(their_books.time, **said) == ["body.fixedFeeId"]


def test_deleted_time_is_gone(books):
    id = books.time()["timeEntryId"]
    books.who.write(time_entry.delete, id)
    for act in (time_entry.find, time_entry.delete):
        with pytest.raises(TimeEntryNotFound):
            books.who.write(act, id)


@pytest.mark.parametrize("id", ["a\0b", "\ud800", "", ZERO])
def test_what_is_no_id_finds_nothing(books, id):
    with pytest.raises(TimeEntryNotFound):
        books.who.read(time_entry.find, id)


def test_billed_time_does_not_change(books):
    made = books.time()
    (bill,) = books.bill()
    id = made["timeEntryId"]
    with pytest.raises(TimeEntryBilled):
        books.who.write(time_entry.change, id, {"hours": 2})
    with pytest.raises(TimeEntryBilled):
        books.who.write(time_entry.delete, id)
    found = books.who.read(time_entry.find, id)
    assert found["billed"]
    assert found["invoiceId"] == bill["invoiceId"]
    assert found["invoice"] == {
        "invoiceId": bill["invoiceId"],
        "invoiceNumber": "INV-000001",
        "invoiceDate": "2026-11-22",
        "invoiceState": "draft",
        "invoiceAmount": 250,
        "invoiceBalance": 250,
    }
    assert found["meta"]["modifiedAt"] > made["meta"]["modifiedAt"]


def test_every_act_is_noted(books):
    noted = []

    def noting(act):
        def run(session, tenant, *args, **kwargs):
            result = act(session, tenant, *args, **kwargs)
            noted.extend(session.changes)
            return result

        return run

    made = books.time()
    books.who.write(noting(time_entry.change), made["timeEntryId"], {"hours": 2})
    books.who.write(noting(time_entry.delete), made["timeEntryId"])
    changed, deleted = noted
    assert (changed.kind, changed.id) == ("time_entry", made["timeEntryId"])
    assert (changed.before["hours"], changed.after["hours"]) == (1, 2)
    assert deleted.before == changed.after
    assert deleted.after is None


cents = st.decimals(0, 999, places=2)


@example([("0.1", "3"), ("0.2", "3")])
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.tuples(st.decimals("0.0001", 24, places=4), cents), min_size=1, max_size=5))
def test_hours_and_amounts_are_summed_exactly(books, work):
    matter = books.new_matter()
    wanted = Decimal(0)
    for hours, rate in work:
        made = books.time(matterId=matter, hours=float(hours), rate=float(rate))
        assert made["hours"] == float(hours)
        wanted += (Decimal(hours) * Decimal(rate)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    (bill,) = books.bill(matter)
    assert Decimal(str(bill["amount"])) == wanted
