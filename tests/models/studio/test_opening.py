from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from models.studio.appointment.hours import starts
from models.studio.opening import open_during, spans
from models.studio.table.studio import House

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = {"dayOfWeekFrom": "MONDAY", "dayOfWeekTo": "FRIDAY", "timeFrom": "06:00", "timeTo": "22:00"}
NIGHT = {
    "dayOfWeekFrom": "FRIDAY",
    "dayOfWeekTo": "SATURDAY",
    "timeFrom": "22:00",
    "timeTo": "02:00",
}


def house(*hours, closed=()):
    return House(BERLIN, "EUR", None, list(hours), list(closed), {})


def day(number, hour, minute=0):
    return datetime(2026, 11, number, hour, minute, tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("begins", "ends", "expected"),
    [
        (day(24, 6), day(24, 22), True),
        (day(24, 5, 59), day(24, 7), False),
        (day(24, 21), day(24, 22, 1), False),
        (day(28, 12), day(28, 13), False),  # a Saturday
        (day(27, 21), day(28, 1), True),  # Friday evening into the night, two entries
        (day(29, 1), day(29, 2), True),  # Saturday's night on Sunday
        (day(27, 23), day(29, 0), False),
        (day(30, 1), day(30, 2), False),
    ],
)
def test_a_time_is_open_when_all_of_it_is(begins, ends, expected):
    assert open_during(house(WEEK, NIGHT), begins, ends) is expected


def test_days_may_go_round_the_end_of_the_week():
    hours = [
        {
            "dayOfWeekFrom": "SATURDAY",
            "dayOfWeekTo": "MONDAY",
            "timeFrom": "08:00",
            "timeTo": "24:00",
        }
    ]
    open_days = [at for at in range(23, 30) if spans(hours, date(2026, 11, at), BERLIN)]
    assert open_days == [23, 28, 29]
    assert spans(hours, date(2026, 11, 28), BERLIN) == [(day(28, 8), day(29, 0))]


def test_a_closure_closes_what_is_open_and_a_studio_without_hours_is_open():
    closed = {"dateTimeFrom": "2026-11-24T11:00:00Z", "dateTimeTo": "2026-11-24T12:00:00Z"}
    for hours in ([WEEK], []):
        there = house(*hours, closed=[closed])
        assert open_during(there, day(24, 11), day(24, 12))
        assert not open_during(there, day(24, 11, 30), day(24, 12, 30))
        assert open_during(there, day(24, 13), day(24, 14))


@pytest.mark.parametrize(
    ("on", "expected"), [(date(2026, 3, 29), 3), (date(2026, 10, 25), 5), (date(2026, 11, 1), 4)]
)
def test_when_the_clock_is_changed_nothing_begins_twice_or_never(on, expected):
    hours = [{"dayOfWeekFrom": "SUNDAY", "timeFrom": "01:00", "timeTo": "05:00"}]
    found = list(starts(hours, on, BERLIN, duration=60, step=60))
    assert len(found) == len(set(found)) == expected


def test_an_appointment_ends_within_the_working_time():
    hours = [WEEK | {"timeFrom": "09:00", "timeTo": "10:40"}]
    found = list(starts(hours, date(2026, 11, 24), BERLIN, duration=45, step=20))
    assert found == [day(24, 9), day(24, 9, 20), day(24, 9, 40)]
