"""Operations on the accounts of customers."""

import pytest
from gym import CUSTOMERS, NOWHERE, done, euro, person, refused


@pytest.fixture
def account(alice):
    return f"{CUSTOMERS}/{person(alice)}/account"


def charge(caller, account, amount, **more):
    body = {"amount": euro(amount), "text": "Drinks"} | more
    return caller.post(f"{account}/charges", json=body)


def pay(caller, account, amount, **more):
    return caller.post(f"{account}/payment", json={"amount": euro(amount)} | more)


def balances(caller, account):
    read = done(caller.get(f"{account}/balances"))
    return [read[name]["amount"] for name in ("balance", "openAmount", "upcomingAmount")]


def test_a_new_customer_owes_nothing(account, alice):
    assert balances(alice, account) == [0, 0, 0]


def test_a_charge_is_owed_from_today(account, alice):
    made = done(charge(alice, account, 3.5))

    assert (made["type"], made["amount"], made["dueDate"], made["text"]) == (
        "CHARGE",
        euro(-3.5),
        "2026-11-02",
        "Drinks",
    )
    assert balances(alice, account) == [-3.5, 3.5, 0]


def test_a_charge_of_a_later_day_is_upcoming(account, alice):
    made = done(charge(alice, account, 120, dueDate="2027-01-01"))

    assert balances(alice, account) == [0, 0, 120]
    assert done(alice.get(f"{account}/transactions"))["result"] == []
    assert done(alice.get(f"{account}/transactions/upcoming"))["result"] == [made]


def test_a_payment_settles_what_is_owed(account, alice):
    done(charge(alice, account, 59.9))
    made = done(pay(alice, account, 59.9, paymentMethod="CASH", text="At the desk"))

    assert (made["type"], made["amount"], made["paymentMethod"]) == ("PAYMENT", euro(59.9), "CASH")
    assert balances(alice, account) == [0, 0, 0]


def test_who_pays_more_has_money_left(account, alice):
    done(pay(alice, account, 20))

    assert balances(alice, account) == [20, 0, 0]


def test_sums_are_exact(account, alice):
    for _ in range(10):
        done(charge(alice, account, 0.1))

    body = alice.get(f"{account}/balances").body
    assert b'"balance":{"amount":-1,' in body


@pytest.mark.parametrize(
    ("amount", "field"),
    [
        (euro(0), "amount.amount"),
        (euro(-1), "amount.amount"),
        (euro(0.001), "amount.amount"),
        (euro(100_000_000_000), "amount.amount"),
        ({"amount": 1, "currency": "USD"}, "amount.currency"),
        ({"amount": 1, "currency": "Euro"}, "amount.currency"),
        ({"amount": "1", "currency": "EUR"}, "amount.amount"),
        ({"amount": 1}, "amount.currency"),
        (None, "amount"),
    ],
)
@pytest.mark.parametrize("act", ["charges", "payment"])
def test_what_cannot_be_paid_is_refused(act, amount, field, account, alice):
    text = {"text": "Drinks"} if act == "charges" else {}
    answer = alice.post(f"{account}/{act}", json={"amount": amount} | text)

    assert refused(answer) == (400, "invalid_request", field)
    assert balances(alice, account) == [0, 0, 0]


def test_a_charge_says_what_for(account, alice):
    answer = alice.post(f"{account}/charges", json={"amount": euro(1)})

    assert refused(answer) == (400, "invalid_request", "text")


def test_a_charge_is_due_on_a_day_that_there_is(account, alice):
    answer = charge(alice, account, 1, dueDate="2027-02-29")

    assert refused(answer) == (400, "invalid_request", "dueDate")


def test_transactions_come_in_counted_chunks_oldest_first(account, alice):
    made = [done(charge(alice, account, amount))["id"] for amount in (1, 2, 3)]
    first = done(alice.get(f"{account}/transactions", query={"sliceSize": 2}))
    query = {"sliceSize": 2, "offset": first["offset"]}
    second = done(alice.get(f"{account}/transactions", query=query))

    chunks = [[one["id"] for one in part["result"]] for part in (first, second)]
    assert (first["offset"], chunks) == ("2", [made[:2], made[2:]])
    assert (first["hasNext"], second["hasNext"]) == (True, False)


@pytest.mark.parametrize("path", ["transactions", "transactions/upcoming"])
@pytest.mark.parametrize("size", ["0", "51"])
def test_a_slice_size_out_of_bounds_is_refused(size, path, account, alice):
    answer = alice.get(f"{account}/{path}", query={"sliceSize": size})

    assert refused(answer) == (400, "invalid_request", "sliceSize")


@pytest.mark.parametrize("path", ["balances", "transactions", "transactions/upcoming"])
def test_another_studios_accounts_are_not_found(path, account, charlie):
    assert refused(charlie.get(f"{account}/{path}")) == (404, "customer_not_found", None)


def test_nobody_pays_or_is_charged(alice):
    nowhere = f"{CUSTOMERS}/{NOWHERE}/account"

    for answer in (pay(alice, nowhere, 1), charge(alice, nowhere, 1)):
        assert refused(answer) == (404, "customer_not_found", None)
