from concurrent.futures import ThreadPoolExecutor

import pytest

from contract.errors import InvalidRequest
from contract.errors.studio_customers import CustomerNotFound
from models.paging import Page
from models.studio import account, customer


def enter(who):
    return who.write(customer.create, {"firstName": "Edda", "lastName": "Klein"})["id"]


def euro(amount):
    return {"amount": amount, "currency": "EUR"}


def test_an_account_begins_even(alice):
    mine = enter(alice)
    assert alice.read(account.balances, mine) == {
        "balance": euro(0),
        "openAmount": euro(0),
        "upcomingAmount": euro(0),
    }


def test_amounts_add_up_exactly(alice):
    mine = enter(alice)
    for _ in range(10):
        alice.write(account.charge, mine, amount=euro(0.1), text="Shower")
    alice.write(account.charge, mine, amount=euro(39.9), text="Fee", due_date="2026-12-01")
    alice.write(account.pay, mine, amount=euro(0.3), payment_method="CASH", text="Thanks")
    assert alice.read(account.balances, mine) == {
        "balance": euro(-0.7),
        "openAmount": euro(0.7),
        "upcomingAmount": euro(39.9),
    }


def test_what_is_due_and_what_is_not_yet_are_two_lists(alice, charlie):
    mine, other = enter(alice), enter(alice)
    late = alice.write(account.charge, mine, amount=euro(2), text="b", due_date="2027-01-01")
    soon = alice.write(account.charge, mine, amount=euro(1), text="a", due_date="2026-11-23")
    now = alice.write(account.charge, mine, amount=euro(3), text="c")
    paid = alice.write(account.pay, mine, amount=euro(1.5))
    assert alice.read(account.upcoming, mine, Page(10)).items == [soon, late]
    assert alice.read(account.transactions, mine, Page(10)).items == [now, paid]
    assert alice.read(account.transactions, mine, Page(1, offset=1)).items == [paid]
    assert (now["amount"], paid["amount"]) == (euro(-3), euro(1.5))
    assert alice.read(account.transactions, other, Page(10)).items == []
    with pytest.raises(CustomerNotFound):
        charlie.read(account.balances, mine)


@pytest.mark.parametrize(
    "amount", [euro(0), euro(-1), euro(0.001), {"amount": 1, "currency": "USD"}]
)
def test_a_payment_is_positive_money_of_the_studio(alice, amount):
    with pytest.raises(InvalidRequest):
        alice.write(account.pay, enter(alice), amount=amount)


def test_no_payment_is_lost_beside_others(alice):
    mine = enter(alice)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: alice.write(account.pay, mine, amount=euro(0.01)), range(40)))
    assert alice.read(account.balances, mine)["balance"] == euro(0.4)
