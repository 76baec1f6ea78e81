from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from models.studio.calendar import last_day
from models.studio.payment import fees, price_on, schedule

MONTH = {"value": 1, "unit": "MONTH"}


def dues(paid, start, last, first=None, currency="EUR"):
    start, last = date.fromisoformat(start), date.fromisoformat(last)
    first = start if first is None else date.fromisoformat(first)
    found = schedule(paid, start=start, first=first, last=last, currency=currency, text="t")
    return [(due.day.isoformat(), str(due.amount)) for due in found]


def test_a_recurring_price_is_due_with_every_period():
    paid = {"type": "RECURRING", "term": MONTH, "price": "39.90"}
    assert dues(paid, "2026-01-31", "2026-04-28") == [
        ("2026-01-31", "39.90"),
        ("2026-02-28", "39.90"),
        ("2026-03-31", "38.57"),
    ]


def test_a_month_day_costs_the_share_of_the_first_month():
    paid = {"type": "MONTH_DAY", "monthDay": 1, "price": "31.00"}
    assert dues(paid, "2026-01-11", "2026-03-31") == [
        ("2026-01-11", "21.00"),
        ("2026-02-01", "31.00"),
        ("2026-03-01", "31.00"),
    ]
    assert dues(paid | {"monthDay": 31}, "2026-02-01", "2026-03-30")[:2] == [
        ("2026-02-01", "29.89"),
        ("2026-02-28", "31.00"),
    ]


def test_steps_say_the_price_of_each_payment():
    steps = [{"term": 1, "price": "0"}, {"term": 3, "price": "20"}]
    paid = {"type": "TERM_BASED", "term": MONTH, "price": "0", "prices": steps}
    assert dues(paid, "2026-01-01", "2026-04-30") == [
        ("2026-03-01", "20.00"),
        ("2026-04-01", "20.00"),
    ]
    start = date(2026, 1, 1)
    assert price_on(paid, start, date(2026, 2, 28)) == 0
    assert price_on(paid, start, date(2026, 3, 1)) == 20


def test_a_price_that_does_not_recur_is_due_once():
    paid = {"type": "NON_RECURRING", "price": "199"}
    assert dues(paid, "2026-01-01", "2026-12-31") == [("2026-01-01", "199")]
    assert dues(paid, "2026-01-01", "2027-12-31", first="2027-01-01") == []
    assert dues({"type": "FREE"}, "2026-01-01", "2026-12-31") == []


@pytest.mark.parametrize(
    ("currency", "amount"), [("EUR", "33.33"), ("JPY", "33"), ("KWD", "33.333")]
)
def test_a_share_is_rounded_as_the_currency_is_paid(currency, amount):
    paid = {"type": "RECURRING", "term": {"value": 3, "unit": "DAY"}, "price": "100"}
    assert dues(paid, "2026-01-01", "2026-01-01", currency=currency) == [("2026-01-01", amount)]


def test_fees_are_due_at_once():
    day = date(2026, 1, 1)
    (fee,) = fees([{"name": "Start", "price": "19.99"}, {"name": "Free", "price": "0"}], day)
    assert (fee.day, fee.amount, fee.kind, fee.text) == (day, Decimal("19.99"), "FEE", "Start")


@settings(max_examples=200)
@given(
    some.dates(date(2020, 1, 1), date(2030, 1, 1)),
    some.integers(1, 31),
    some.integers(1, 24),
    some.integers(1, 24),
)
def test_a_renewal_goes_on_where_the_first_term_ended(start, month_day, months, more):
    paid = {"type": "MONTH_DAY", "monthDay": month_day, "price": "31.00"}
    end = last_day(start, months, "MONTH")
    later = last_day(start, months + more, "MONTH")
    both = schedule(paid, start=start, first=start, last=end, currency="EUR", text="")
    both += schedule(
        paid,
        start=start,
        first=date.fromordinal(end.toordinal() + 1),
        last=later,
        currency="EUR",
        text="",
    )
    whole = schedule(paid, start=start, first=start, last=later, currency="EUR", text="")
    difference = sum(due.amount for due in both) - sum(due.amount for due in whole)
    assert abs(difference) <= Decimal("0.02")
    assert all(due.amount > 0 for due in both)
