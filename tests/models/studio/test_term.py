from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from contract.errors import InvalidRequest
from models.studio.term import before, moment, period, span

BERLIN = ZoneInfo("Europe/Berlin")


def local(*parts):
    return datetime(*parts, tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (90, "MINUTES", local(2026, 3, 30, 8, 30)),
        (2, "HOURS", local(2026, 3, 30, 8)),
        (1, "DAY", local(2026, 3, 29, 10)),
        (2, "DAY", local(2026, 3, 28, 10)),  # before the clock was changed
        (1, "WEEK", local(2026, 3, 23, 10)),
        (1, "MONTH", local(2026, 2, 28, 10)),
        (1, "YEAR", local(2025, 3, 30, 10)),
    ],
)
def test_days_and_longer_keep_the_time_of_day(value, unit, expected):
    at = local(2026, 3, 30, 10)
    assert before(at, {"value": value, "unit": unit}, BERLIN) == expected


@pytest.mark.parametrize(
    ("unit", "begins", "ends"),
    [
        ("DAY", local(2026, 11, 29), local(2026, 11, 30)),
        ("WEEK", local(2026, 11, 23), local(2026, 11, 30)),
        ("MONTH", local(2026, 11, 1), local(2026, 12, 1)),
    ],
)
def test_weeks_begin_on_monday_and_months_on_the_first(unit, begins, ends):
    assert period(local(2026, 11, 29, 23, 30), unit, BERLIN) == (begins, ends)


@pytest.mark.parametrize(
    "text", ["2026-11-31T00:00:00Z", "2026-11-22T06:00:00", "soon", "0001-01-01T00:00:00Z"]
)
def test_what_is_no_date_time_is_refused_at_its_place(text):
    with pytest.raises(InvalidRequest) as refused:
        moment(text, "body.startDateTime")
    assert [fault.location for fault in refused.value.details] == ["body.startDateTime"]


def test_an_end_is_after_the_beginning():
    with pytest.raises(InvalidRequest):
        span("2026-11-22T06:00:00Z", "2026-11-22T07:00:00+01:00")
