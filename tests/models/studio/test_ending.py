from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.studio.contract.ending import Ending

MONTH = {"value": 1, "unit": "MONTH"}
YEAR = Ending(date(2026, 12, 31), MONTH, {"value": 3, "unit": "MONTH"})


@pytest.mark.parametrize(
    ("given_on", "ends_on"),
    [
        ("2026-01-01", "2026-12-31"),
        ("2026-09-30", "2026-12-31"),
        ("2026-10-01", "2027-01-31"),
        ("2026-10-31", "2027-01-31"),
        ("2026-11-01", "2027-02-28"),
        ("2028-11-30", "2029-02-28"),
        ("2027-11-30", "2028-02-29"),
    ],
)
def test_the_whole_notice_period_lies_before_the_end(given_on, ends_on):
    assert YEAR.next_end(date.fromisoformat(given_on)) == date.fromisoformat(ends_on)


@pytest.mark.parametrize(
    ("notice", "last"),
    [
        ({"value": 3, "unit": "MONTH"}, "2026-09-30"),
        ({"value": 4, "unit": "WEEK"}, "2026-12-03"),
        ({"value": 14, "unit": "DAY"}, "2026-12-17"),
        ({"value": 0, "unit": "DAY"}, "2026-12-31"),
        ({"value": 1, "unit": "YEAR"}, "2025-12-31"),
    ],
)
def test_the_last_possible_date(notice, last):
    ending = Ending(date(2026, 12, 31), MONTH, notice)
    assert ending.last_notice(date(2026, 12, 31)) == date.fromisoformat(last)


def test_without_extension_there_is_one_end():
    fixed = Ending(date(2026, 12, 31), None, {"value": 1, "unit": "MONTH"})
    assert fixed.next_end(date(2026, 11, 30)) == date(2026, 12, 31)
    assert fixed.next_end(date(2026, 12, 1)) is None
    assert (fixed.over(date(2026, 12, 31)), fixed.over(date(2027, 1, 1))) == (False, True)


def test_it_goes_on_until_it_is_cancelled():
    assert YEAR.current(date(2030, 5, 5)) == date(2030, 5, 31)
    assert not YEAR.over(date(2030, 5, 5))
    ended = Ending(YEAR.first_end, MONTH, YEAR.notice, date(2027, 1, 31))
    assert (ended.over(date(2027, 1, 31)), ended.over(date(2027, 2, 1))) == (False, True)


def test_ends_do_not_drift():
    ending = Ending(date(2026, 1, 30), MONTH, {"value": 0, "unit": "DAY"})
    ends = ending.ends(date(2026, 1, 30))
    found = [next(ends).isoformat() for _ in range(4)]
    assert found == ["2026-01-30", "2026-02-27", "2026-03-30", "2026-04-29"]


@given(
    some.dates(date(2020, 1, 1), date(2030, 1, 1)),
    some.dates(date(2020, 1, 1), date(2040, 1, 1)),
    some.integers(1, 24),
    some.sampled_from(["DAY", "WEEK", "MONTH", "YEAR"]),
    some.integers(0, 12),
)
def test_the_next_end_is_the_first_that_is_in_time(first_end, today, length, unit, notice):
    extension = {"value": length, "unit": unit}
    ending = Ending(first_end, extension, {"value": notice, "unit": "MONTH"})
    found = ending.next_end(today)
    assert ending.is_end(found)
    assert ending.last_notice(found) >= today
    earlier = [end for end, _ in zip(ending.ends(today), range(4), strict=False) if end < found]
    assert all(ending.last_notice(end) < today for end in earlier)
