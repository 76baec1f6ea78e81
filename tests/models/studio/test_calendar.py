from datetime import date

import pytest

from contract.errors import InvalidRequest
from models.studio import calendar


@pytest.mark.parametrize(
    ("start", "value", "unit", "expected"),
    [
        ("2026-01-31", 1, "MONTH", "2026-02-28"),
        ("2024-01-31", 1, "MONTH", "2024-02-29"),
        ("2026-01-31", 2, "MONTH", "2026-03-31"),
        ("2024-02-29", 1, "YEAR", "2025-02-28"),
        ("2026-01-15", -3, "MONTH", "2025-10-15"),
        ("2026-12-31", 1, "DAY", "2027-01-01"),
        ("2026-11-23", 2, "WEEK", "2026-12-07"),
        ("2026-11-23", 9999, "YEAR", "9999-12-31"),
    ],
)
def test_months_have_the_length_that_they_have(start, value, unit, expected):
    assert calendar.plus(date.fromisoformat(start), value, unit).isoformat() == expected


def test_a_period_ends_the_day_before_the_next_one():
    assert calendar.last_day(date(2026, 1, 1), 1, "YEAR") == date(2026, 12, 31)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "20260201", "2026-W05-1", "0001-01-01", "2200-01-01", "", "٢٠٢٦-01-01"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(InvalidRequest):
        calendar.day(text, "body.startDate")


@pytest.mark.parametrize("name", ["Europe/Berlin ", "../etc/passwd", "Mars/Base", ""])
def test_what_is_no_time_zone_is_refused(name):
    with pytest.raises(InvalidRequest):
        calendar.zone(name, "body.timeZone")
