import pytest

from contract.errors import InvalidRequest
from contract.errors.practice_billing import (
    InvoiceFrozen,
    InvoiceNotFound,
    InvoiceNumberTaken,
    InvoiceStateConflict,
    NothingToBill,
)
from contract.errors.practice_firm import MatterHasActivity
from models.paging import Page
from models.practice import client, expense, fixed_fee, invoice, matter, time_entry

STEPS = ("review", "approved", "final")


def on(books, bill):
    """How many of time, expenses and fixed fees are on the invoice."""
    kinds = (time_entry, expense, fixed_fee)
    given = {"invoice_id": bill["invoiceId"]}
    return [books.who.read(kind.page, Page(9), **given).total for kind in kinds]


def places(refused):
    return [fault.location for fault in refused.value.details]


def test_an_invoice_gathers_what_is_not_billed_yet(books):
    books.time(hours=0.1, rate=3)
    books.time(billingType="nonBillable")
    books.expense(amount=0.2)
    fee = books.fee(amount=100)
    books.time(billingType="fixedFee", fixedFeeId=fee["fixedFeeId"])
    (made,) = books.bill(invoiceDate="2026-11-30")
    assert made == {
        "invoiceId": made["invoiceId"],
        "clientId": books.client,
        "client": {"name": "North Bakery", "reference": "NB"},
        "matterId": books.matter,
        "matter": {"name": "Lease", "reference": "NB-1"},
        "invoiceDate": "2026-11-30",
        "amount": 100.5,
        "balance": 100.5,
        "invoiceNumber": "INV-000001",
        "invoiceState": "draft",
        "meta": made["meta"],
    }
    assert books.who.read(invoice.find, made["invoiceId"].upper()) == made
    assert on(books, made) == [2, 1, 1]
    with pytest.raises(NothingToBill):
        books.bill()
    books.expense(amount=1)
    (next_one,) = books.bill()
    assert (next_one["invoiceNumber"], next_one["amount"]) == ("INV-000002", 1)


def test_the_days_of_a_span_are_inclusive(books):
    for day in ("2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"):
        books.expense(date=day)
    (made,) = books.bill()
    assert (made["amount"], on(books, made)) == (20, [0, 2, 0])


def test_each_matter_that_has_something_gets_an_invoice_in_the_order_asked_for(books):
    first, empty, last = (books.new_matter() for _ in range(3))
    other = books.new_matter(clientId=books.firm.client(name="Other")["clientId"])
    for at, one in enumerate((first, last, other), 1):
        books.expense(matterId=one, amount=at)
    made = books.bill(other, empty, last, first)
    assert [one["matterId"] for one in made] == [other, last, first]
    assert [one["amount"] for one in made] == [3, 2, 1]
    assert [one["invoiceNumber"][-1] for one in made] == ["1", "2", "3"]
    assert made[0]["client"] == {"name": "Other"}


def test_time_without_a_rate_is_billed_as_nothing(books):
    books.time(userId=books.firm.user(rate=None)["userId"])
    (made,) = books.bill()
    assert (made["amount"], made["balance"], on(books, made)) == (0, 0, [1, 0, 0])


def test_the_invoice_is_of_today_unless_it_says_otherwise(books, at):
    at("2027-02-03")
    books.expense()
    (made,) = books.bill()
    assert made["invoiceDate"] == "2027-02-03"


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"endDate": "2026-10-31"}, "body.endDate"),
        ({"startDate": "2026-11-31"}, "body.startDate"),
        ({"invoiceDate": "2026-11-31"}, "body.invoiceDate"),
        ({"invoiceNumber": "a\0b"}, "body.invoiceNumber"),
        ({"matterIds": ["nothing"]}, "body.matterIds.0"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(books, said, place):
    books.expense()
    with pytest.raises(InvalidRequest) as refused:
        books.bill(**said)
    assert places(refused) == [place]


def test_a_number_can_be_given_for_one_matter_only(books):
    books.expense()
    with pytest.raises(InvalidRequest) as refused:
        books.bill(books.matter, books.new_matter(), invoiceNumber="X")
    assert places(refused) == ["body.invoiceNumber"]
    (made,) = books.bill(invoiceNumber="X")
    assert made["invoiceNumber"] == "X"


def test_a_number_is_given_once_in_a_firm_and_running_numbers_skip_it(books, their_books):
    books.expense()
    books.bill(invoiceNumber="INV-000001")
    id = books.expense()["expenseId"]
    with pytest.raises(InvoiceNumberTaken):
        books.bill(invoiceNumber="INV-000001")
    assert not books.who.read(expense.find, id)["billed"]
    (made,) = books.bill()
    assert made["invoiceNumber"] == "INV-000002"
    with pytest.raises(InvoiceNumberTaken):
        books.moved(made["invoiceId"], "review", invoiceNumber="INV-000001")
    assert books.who.read(invoice.find, made["invoiceId"])["invoiceState"] == "draft"
    their_books.expense()
    (theirs,) = their_books.bill()
    assert theirs["invoiceNumber"] == "INV-000001"


def test_a_failed_invoice_leaves_no_trace(books):
    books.expense()
    with pytest.raises(InvalidRequest):
        books.bill(books.matter, "nothing")
    (made,) = books.bill()
    assert made["invoiceNumber"] == "INV-000001"


def test_a_sum_that_is_too_large_is_refused(books):
    for _ in range(2):
        books.expense(amount=99_999_999_999)
    with pytest.raises(InvalidRequest) as refused:
        books.bill()
    assert places(refused) == ["body.matterIds"]


def test_states_follow_each_other(books):
    books.expense()
    (made,) = books.bill(invoiceDate="2027-01-15")
    id = made["invoiceId"]
    moved = [books.moved(id, step) for step in STEPS]
    assert [one["invoiceState"] for one in moved] == list(STEPS)
    assert [one.get("dueDate") for one in moved] == [None, None, "2027-02-14"]


def test_no_step_is_left_out_or_taken_back(books):
    books.expense()
    (made,) = books.bill()
    order = ("draft", *STEPS)
    for at, now in enumerate(order):
        if at:
            books.moved(made["invoiceId"], now)
        for wanted in order:
            if wanted != (*order, None)[at + 1]:
                with pytest.raises(InvoiceStateConflict):
                    books.moved(made["invoiceId"], wanted)


def test_date_and_number_are_settled_by_the_approval(books):
    books.expense()
    (made,) = books.bill()
    id = made["invoiceId"]
    assert books.moved(id, "review", invoiceDate="2026-12-01")["invoiceDate"] == "2026-12-01"
    approved = books.moved(id, "approved", invoiceNumber="Y", invoiceDate="2026-12-02")
    assert (approved["invoiceNumber"], approved["invoiceDate"]) == ("Y", "2026-12-02")
    for late in ({"invoiceNumber": "Z"}, {"invoiceDate": "2026-12-03"}):
        with pytest.raises(InvoiceFrozen):
            books.moved(id, "final", **late)
    final = books.moved(id, "final", invoiceDate=None, dueDate="2026-12-02")
    assert (final["invoiceState"], final["dueDate"]) == ("final", "2026-12-02")


@pytest.mark.parametrize(
    ("steps", "said", "place"),
    [
        (("review",), {"dueDate": "2026-12-30"}, "body.dueDate"),
        (STEPS, {"dueDate": "2026-11-21"}, "body.dueDate"),
        (STEPS, {"dueDate": "2026-02-30"}, "body.dueDate"),
        (("review",), {"invoiceDate": "2026-02-30"}, "body.invoiceDate"),
    ],
)
def test_a_date_that_cannot_be_is_refused(books, steps, said, place):
    books.expense()
    (made,) = books.bill(invoiceDate="2026-11-22")
    with pytest.raises(InvalidRequest) as refused:
        books.moved(made["invoiceId"], *steps, **said)
    assert places(refused) == [place]


def test_another_firm_cannot_tell_that_an_invoice_exists(books, their_books):
    books.expense()
    (made,) = books.bill()
    with pytest.raises(InvoiceNotFound):
        their_books.who.read(invoice.find, made["invoiceId"])
    with pytest.raises(InvoiceNotFound):
        their_books.moved(made["invoiceId"], "review")
    with pytest.raises(InvoiceNotFound):
        their_books.who.write(invoice.record_payment, made["invoiceId"], {"amount": 1})
    with pytest.raises(InvalidRequest):
        their_books.bill(books.matter)
    assert their_books.who.read(invoice.page, Page(9)).total == 0


def test_an_invoice_keeps_its_matter_and_follows_the_name_of_its_client(books):
    books.expense()
    (made,) = books.bill()
    books.who.write(client.change, books.client, {"name": "South Bakery"})
    found = books.who.read(invoice.find, made["invoiceId"])
    assert found["client"] == {"name": "South Bakery", "reference": "NB"}
    with pytest.raises(MatterHasActivity):
        books.who.write(matter.delete, books.matter)


SORTS = {
    "client.name": lambda one: one["client"]["name"],
    "client.reference": lambda one: one["client"].get("reference", ""),
    "invoicedate": lambda one: one["invoiceDate"],
    "amount": lambda one: one["amount"],
    "balance": lambda one: one["balance"],
    "invoicenumber": lambda one: one["invoiceNumber"],
    "state": lambda one: one["invoiceState"],
}


@pytest.fixture
def many(books):
    """Nine invoices of three clients, in all states, with many ties."""
    clients = [books.client]
    clients += [books.firm.client(name="A", reference=said)["clientId"] for said in ("Z", "M")]
    for at in range(9):
        place = books.new_matter(clientId=clients[at % 3])
        books.expense(matterId=place, amount=1 + at % 2)
        (made,) = books.bill(place, invoiceDate=f"2026-11-2{at % 4}")
        books.moved(made["invoiceId"], *STEPS[: at % 4]) if at % 4 else None
    return books


def test_invoices_are_sorted_and_paged(many):
    parts = frozenset({"client", "matter", "meta"})
    every = many.who.read(invoice.page, Page(99), select=parts).items
    assert every == [many.who.read(invoice.find, one["invoiceId"]) for one in every]
    for name, key in SORTS.items():
        for sort in ((name,), (f"-{name}",), ("state", f"-{name}")):
            wanted = sorted(
                every, key=lambda one: one["invoiceId"], reverse=sort[-1].startswith("-")
            )
            wanted.sort(key=key, reverse=sort[-1].startswith("-"))
            if len(sort) > 1:
                wanted.sort(key=SORTS["state"])
            found = [
                one
                for offset in range(0, 12, 4)
                for one in many.who.read(
                    invoice.page, Page(4, offset=offset), select=parts, sort=sort
                ).items
            ]
            assert found == wanted, sort


def test_invoices_are_filtered_and_counted(many):
    every = many.who.read(invoice.page, Page(99)).items
    for given, fits in (
        ({"invoice_state": "final"}, lambda one: one["invoiceState"] == "final"),
        ({"client_id": many.client.upper()}, lambda one: one["clientId"] == many.client),
        ({"matter_id": every[0]["matterId"]}, lambda one: one == every[0]),
        ({"start_date": "2026-11-22"}, lambda one: one["invoiceDate"] >= "2026-11-22"),
        ({"end_date": "2026-11-21"}, lambda one: one["invoiceDate"] <= "2026-11-21"),
        ({"modified_since": "2027-01-01T00:00:00Z"}, lambda _: False),
    ):
        wanted = [one for one in every if fits(one)]
        found = many.who.read(invoice.page, Page(1), **given)
        assert (found.items, found.total) == (wanted[:1], len(wanted))
    with pytest.raises(InvalidRequest):
        many.who.read(invoice.page, Page(9), start_date="2026-11-02", end_date="2026-11-01")


def test_parts_of_invoices_are_read_only_when_they_are_selected(many, heard):
    none = heard(many.who, invoice.page, Page(9))
    assert not any(set(one) & {"client", "matter", "meta"} for one in none.result.items)
    assert len(none.statements) == 2
    assert not any("practice_matters" in one or "created_at" in one for one in none.statements)
    full = heard(many.who, invoice.page, Page(9), select=frozenset({"client", "matter", "meta"}))
    assert all(set(one) >= {"client", "matter", "meta"} for one in full.result.items)
    assert len(full.statements) == 3
