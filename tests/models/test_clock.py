from datetime import UTC, datetime, timedelta, timezone

import pytest

from models.clock import parse_rfc3339, rfc3339, utc_now


def test_moments_are_written_with_six_digits_and_z():
    assert rfc3339(datetime(2026, 11, 22, 6, 21, 57, tzinfo=UTC)) == "2026-11-22T06:21:57.000000Z"


def test_other_offsets_are_turned_into_utc():
    there = timezone(timedelta(hours=5, minutes=30))
    assert rfc3339(datetime(2026, 1, 1, tzinfo=there)) == "2025-12-31T18:30:00.000000Z"


def test_what_is_written_is_read_back():
    now = utc_now()
    assert parse_rfc3339(rfc3339(now)) == now


@pytest.mark.parametrize(
    "text", ["2026-11-22t06:21:57z", "2026-11-22 06:21:57+00:00", "2026-11-22T08:21:57.0+02:00"]
)
def test_every_form_of_the_rfc_is_read(text):
    assert parse_rfc3339(text) == datetime(2026, 11, 22, 6, 21, 57, tzinfo=UTC)


def test_a_leap_second_is_the_first_moment_of_the_next_minute():
    assert parse_rfc3339("2016-12-31T23:59:60.5Z") == datetime(2017, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "20261122T062157Z",
        "2026-11-22T06:21:57+00",
        "2026-W47-7T00:00:00Z",
        "",
        "2026-11-22",
        "2026-11-22T06:21:57",
        "0001-01-01T00:00:00+23:59",
        "yesterday",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 -- the sentence differs with the fault
        parse_rfc3339(text)
