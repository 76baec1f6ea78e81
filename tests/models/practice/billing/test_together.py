"""Many people bill at once: nothing is billed twice, and nothing that was billed has changed."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from random import Random
from threading import Barrier

import pytest

from contract.errors import InvalidRequest
from contract.errors.practice_billing import (
    FixedFeeInUse,
    InvoiceStateConflict,
    NothingToBill,
    PaymentExceedsBalance,
    TimeEntryBilled,
)
from models.paging import Page
from models.practice import expense, fixed_fee, invoice, time_entry

ALL = Page(1000)


def at_once(*acts):
    """What the acts gave, or the refusals that they ended in."""
    ready = Barrier(len(acts))

    def run(act):
        ready.wait()
        try:
            return act()
        except (
            FixedFeeInUse,
            InvalidRequest,
            InvoiceStateConflict,
            NothingToBill,
            PaymentExceedsBalance,
            TimeEntryBilled,
        ) as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def sums_hold(books):
    """Every invoice is the sum of what is on it."""
    for bill in books.who.read(invoice.page, ALL).items:
        total = Decimal(0)
        for kind in (time_entry, expense, fixed_fee):
            on = books.who.read(kind.page, ALL, invoice_id=bill["invoiceId"]).items
            total += sum(Decimal(str(one.get("amount", 0))) for one in on)
        assert Decimal(str(bill["amount"])) == total


@pytest.mark.parametrize("_", range(3))
def test_two_invoices_at_once_never_share_an_item(books, _):
    matters = [books.matter, books.new_matter()]
    for at in range(12):
        books.time(matterId=matters[at % 2], hours=0.1, rate=3)
        books.expense(matterId=matters[at % 2], amount=0.7)
    found = at_once(
        lambda: books.bill(*matters),
        lambda: books.bill(*reversed(matters)),
        lambda: books.bill(matters[0]),
        lambda: books.bill(matters[1]),
    )
    made = [bill for bills in found if isinstance(bills, list) for bill in bills]
    assert all(isinstance(one, list | NothingToBill) for one in found)
    assert sorted(bill["amount"] for bill in made) == [6, 6]
    assert sorted(bill["invoiceNumber"] for bill in made) == ["INV-000001", "INV-000002"]
    assert books.who.read(time_entry.page, ALL, billed=False).total == 0
    sums_hold(books)


@pytest.mark.parametrize("_", range(5))
def test_time_that_changes_while_it_is_billed_is_billed_as_it_is(books, _):
    entries = [books.time(hours=1, rate=10)["timeEntryId"] for _ in range(4)]

    def change(id):
        return lambda: books.who.write(time_entry.change, id, {"hours": 2})

    *changed, bills = at_once(*map(change, entries), books.bill)
    late = [one for one in changed if isinstance(one, TimeEntryBilled)]
    assert bills[0]["amount"] == 80 - 10 * len(late)
    sums_hold(books)


def test_many_who_work_and_bill_at_once_lose_nothing(books):
    matters = [books.new_matter() for _ in range(3)]

    def work(seed):
        chance = Random(seed)
        for _ in range(6):
            place = chance.choice(matters)
            try:
                if chance.random() < 0.3:
                    books.bill(*chance.sample(matters, 2))
                elif chance.random() < 0.5:
                    books.expense(matterId=place, amount=chance.randrange(100) / 100)
                else:
                    made = books.time(matterId=place, hours=chance.randrange(1, 99) / 100)
                    said = {"hours": 0.25, "matterId": chance.choice(matters)}
                    books.who.write(time_entry.change, made["timeEntryId"], said)
            except (NothingToBill, TimeEntryBilled):
                pass

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    sums_hold(books)
    numbers = [one["invoiceNumber"] for one in books.who.read(invoice.page, ALL).items]
    assert len(set(numbers)) == len(numbers)


def test_together_nobody_pays_more_than_is_owed(books):
    id = books.owed(1)["invoiceId"]

    def pay():
        return books.who.write(invoice.record_payment, id, {"amount": 0.3})

    found = at_once(*[pay] * 5)
    assert sum(isinstance(one, PaymentExceedsBalance) for one in found) == 2
    assert books.who.read(invoice.find, id)["balance"] == 0.1


def test_a_step_is_taken_once(books):
    books.expense()
    (made,) = books.bill()
    found = at_once(*[lambda: books.moved(made["invoiceId"], "review")] * 4)
    assert sum(isinstance(one, InvoiceStateConflict) for one in found) == 3


@pytest.mark.parametrize("_", range(5))
def test_a_fixed_fee_goes_or_gets_time_but_never_both(books, _):
    fee = books.fee()["fixedFeeId"]
    deleted, entry = at_once(
        lambda: books.who.write(fixed_fee.delete, fee),
        lambda: books.time(billingType="fixedFee", fixedFeeId=fee),
    )
    assert isinstance(deleted, FixedFeeInUse) != isinstance(entry, InvalidRequest)
