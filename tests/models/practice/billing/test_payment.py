from decimal import Decimal

import pytest
from sqlalchemy import func, select

from contract.errors import InvalidRequest
from contract.errors.practice_billing import InvoiceNotFinal, PaymentExceedsBalance
from contract.errors.practice_firm import ClientNotFound
from models.practice import invoice
from models.practice.table.invoice import InvoicePayment

NOTHING = dict.fromkeys(("balance", "overdue", "overdue30", "overdue60", "overdue90"), 0)


def pay(books, id, amount, **said):
    return books.who.write(invoice.record_payment, id, {"amount": amount} | said)


def test_payments_reduce_the_balance_exactly(books):
    bill = books.owed(0.6)
    id = bill["invoiceId"]
    assert pay(books, id, 0.1)["balance"] == 0.5
    assert pay(books, id, 0.2, date="2026-12-01", reference="Wire")["balance"] == 0.3
    last = pay(books, id, 0.3)
    assert (last["balance"], last["amount"]) == (0, 0.6)
    assert last["meta"]["modifiedAt"] > bill["meta"]["modifiedAt"]
    with pytest.raises(PaymentExceedsBalance):
        pay(books, id, 0.01)

    def kept(session, tenant):
        query = select(InvoicePayment.amount, InvoicePayment.date, InvoicePayment.reference)
        rows = session.execute(
            query.where(InvoicePayment.tenant == tenant).order_by(InvoicePayment.id)
        )
        return [tuple(row) for row in rows]

    assert books.who.read(kept) == [
        (Decimal("0.1"), "2026-11-22", None),
        (Decimal("0.2"), "2026-12-01", "Wire"),
        (Decimal("0.3"), "2026-11-22", None),
    ]


def test_nobody_pays_more_than_is_owed(books):
    bill = books.owed(10)
    with pytest.raises(PaymentExceedsBalance):
        pay(books, bill["invoiceId"], 10.01)
    assert books.who.read(invoice.find, bill["invoiceId"]) == bill

    def count(session, tenant):
        return session.execute(select(func.count()).select_from(InvoicePayment)).scalar_one()

    assert books.who.read(count) == 0


def test_only_a_final_invoice_can_be_paid(books):
    books.expense()
    (made,) = books.bill()
    for step in ("review", "approved", "final"):
        with pytest.raises(InvoiceNotFinal):
            pay(books, made["invoiceId"], 1)
        books.moved(made["invoiceId"], step)
    assert pay(books, made["invoiceId"], 1)["balance"] == 9


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"amount": 0}, "body.amount"),
        ({"amount": -1}, "body.amount"),
        ({"amount": 0.001}, "body.amount"),
        ({"date": "2026-02-30"}, "body.date"),
        ({"reference": "a\0b"}, "body.reference"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(books, said, place):
    id = books.owed(10)["invoiceId"]
    with pytest.raises(InvalidRequest) as refused:
        pay(books, id, **({"amount": 1} | said))
    assert [fault.location for fault in refused.value.details] == [place]


def test_balances_are_parted_by_how_long_they_are_overdue(books, at):
    at("2027-06-30")
    due = ["2027-07-10", "2027-06-30", "2027-06-29", "2027-06-01", "2027-05-31", "2027-05-02"]
    due += ["2027-05-01", "2027-04-02", "2027-04-01", "2026-11-22"]
    for amount, day in enumerate(due):
        books.owed(0.1 * 2**amount if amount < 3 else 2**amount, dueDate=day)
    assert books.who.read(invoice.balances, books.client.upper()) == {
        "balance": 1016.7,
        "overdue": 1016.4,
        "overdue30": 48,
        "overdue60": 192,
        "overdue90": 768,
    }


def test_only_what_is_open_and_final_is_owed(books):
    assert books.who.read(invoice.balances, books.client) == NOTHING
    books.expense()
    books.bill()
    assert books.who.read(invoice.balances, books.client) == NOTHING
    id = books.owed(10)["invoiceId"]
    assert books.who.read(invoice.balances, books.client) == NOTHING | {"balance": 10}
    pay(books, id, 9.9)
    assert books.who.read(invoice.balances, books.client) == NOTHING | {"balance": 0.1}
    pay(books, id, 0.1)
    assert books.who.read(invoice.balances, books.client) == NOTHING


def test_each_client_has_balances_of_its_own(books, their_books):
    books.owed(10)
    other = books.firm.client()["clientId"]
    assert books.who.read(invoice.balances, other) == NOTHING
    for id in (books.client, "nobody", "a\0b"):
        with pytest.raises(ClientNotFound):
            their_books.who.read(invoice.balances, id)
