from dataclasses import dataclass

import pytest

from contract.errors import InvalidRequest
from contract.errors.practice_billing import (
    ExpenseBilled,
    ExpenseNotFound,
    FixedFeeBilled,
    FixedFeeInUse,
    FixedFeeNotFound,
)
from models.practice import expense, fixed_fee, time_entry


@dataclass(frozen=True)
class Kind:
    """How a kind of item is put into the books, and what is said of one that is not there."""

    act: object
    put: object
    id: str
    missing: type
    billed: type


KINDS = [
    Kind(
        expense,
        lambda books, **said: books.expense(**said),
        "expenseId",
        ExpenseNotFound,
        ExpenseBilled,
    ),
    Kind(
        fixed_fee,
        lambda books, **said: books.fee(**said),
        "fixedFeeId",
        FixedFeeNotFound,
        FixedFeeBilled,
    ),
]
both = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)


@both
def test_it_shows_all_that_belongs_to_it(books, kind):
    code = {"expenseCode": "E112"} if kind.act is expense else {"taskCode": "L110"}
    if kind.act is expense:
        code["checkNumber"] = "77"
    made = kind.put(books, user=books.user, amount=12.34, **code)
    assert made == code | {
        kind.id: made[kind.id],
        "userId": books.user,
        "user": made["user"],
        "matterId": books.matter,
        "matter": {"name": "Lease", "reference": "NB-1"},
        "clientId": books.client,
        "client": {"name": "North Bakery", "reference": "NB"},
        "date": "2026-11-20",
        "description": "Draft.",
        "amount": 12.34,
        "billed": False,
        "meta": made["meta"],
    }
    assert books.who.read(kind.act.find, made[kind.id]) == made


@both
def test_it_needs_no_user(books, kind):
    made = kind.put(books)
    assert "userId" not in made
    assert "user" not in made


@both
def test_only_what_is_named_changes(books, kind):
    made = kind.put(books)
    changes = {"amount": 0.3, "description": "Other.", "userId": books.user, "date": None}
    after = books.who.write(kind.act.change, made[kind.id], changes)
    assert (after["amount"], after["description"], after["userId"]) == (0.3, "Other.", books.user)
    assert after["date"] == made["date"]
    assert after["meta"]["modifiedAt"] > made["meta"]["modifiedAt"]


@both
@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"amount": 0.001}, "body.amount"),
        ({"amount": -1}, "body.amount"),
        ({"amount": 1e12}, "body.amount"),
        ({"date": "2026-13-01"}, "body.date"),
        ({"userId": "nobody"}, "body.userId"),
        ({"matterId": "nothing"}, "body.matterId"),
    ],
)
def test_what_cannot_be_is_refused(books, kind, said, place):
    id = kind.put(books)[kind.id]
    for act in (
        lambda: kind.put(books, **said),
        lambda: books.who.write(kind.act.change, id, said),
    ):
        with pytest.raises(InvalidRequest) as refused:
            act()
        assert [fault.location for fault in refused.value.details] == [place]


@both
def test_it_is_nobody_elses(books, their_books, kind):
    id = kind.put(books)[kind.id]
    for act in (kind.act.find, kind.act.delete):
        with pytest.raises(kind.missing):
            their_books.who.write(act, id)
    with pytest.raises(kind.missing):
        their_books.who.write(kind.act.change, id, {"amount": 1})
    books.who.write(kind.act.delete, id)
    with pytest.raises(kind.missing):
        books.who.read(kind.act.find, id)


@both
def test_once_billed_it_stays(books, kind):
    id = kind.put(books)[kind.id]
    (bill,) = books.bill()
    with pytest.raises(kind.billed):
        books.who.write(kind.act.change, id, {"amount": 1})
    with pytest.raises(kind.billed):
        books.who.write(kind.act.delete, id)
    assert books.who.read(kind.act.find, id)["invoice"]["invoiceId"] == bill["invoiceId"]


def test_a_fixed_fee_with_time_neither_goes_nor_moves(books):
    fee = books.fee()["fixedFeeId"]
    entry = books.time(billingType="fixedFee", fixedFeeId=fee)["timeEntryId"]
    move = {"matterId": books.new_matter()}
    with pytest.raises(FixedFeeInUse):
        books.who.write(fixed_fee.delete, fee)
    with pytest.raises(FixedFeeInUse):
        books.who.write(fixed_fee.change, fee, move)
    assert books.who.write(fixed_fee.change, fee, {"matterId": books.matter, "amount": 1})
    assert books.who.read(fixed_fee.find, fee)["matterId"] == books.matter
    books.who.write(time_entry.delete, entry)
    assert books.who.write(fixed_fee.change, fee, move)["matterId"] == move["matterId"]
    books.who.write(fixed_fee.delete, fee)
