from datetime import UTC, datetime, timedelta

import pytest

from delivery.schedule import LONGEST, WAITS, asked, wait

NOW = datetime(2026, 11, 22, 6, 21, 57, tzinfo=UTC)


def test_chance_spreads_a_wait_by_a_tenth_either_way():
    waits = [wait("standard", 1, chance) for chance in (0.0, 0.5, 1.0)]
    assert [span.total_seconds() for span in waits] == [270, 300, 330]


def test_after_the_last_there_is_none():
    for name, waits in WAITS.items():
        assert wait(name, len(waits) - 1, 0.5) is not None
        assert wait(name, len(waits), 0.5, timedelta(seconds=1)) is None


def test_who_asks_for_longer_gets_it_and_who_asks_for_shorter_does_not():
    assert wait("standard", 0, 0.5, timedelta(minutes=1)) == timedelta(minutes=1)
    assert wait("standard", 0, 0.5, timedelta(seconds=1)) == timedelta(seconds=5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-1", None),
        ("1.5", None),
        ("0", timedelta(0)),
        (" 120 ", timedelta(minutes=2)),
        ("9" * 400, LONGEST),
        ("86401", LONGEST),
        ("Sun, 22 Nov 2026 06:22:57 GMT", timedelta(minutes=1)),
        ("Sunday, 22-Nov-26 06:22:57 GMT", timedelta(minutes=1)),
        ("Sun Nov 22 06:22:57 2026", timedelta(minutes=1)),
        ("Sun, 22 Nov 2026 06:20:57 GMT", timedelta(0)),
        ("Sun, 22 Nov 2099 06:20:57 GMT", LONGEST),
        ("Sun, 99 Nov 2026 06:20:57 GMT", None),
        ("Sun, 22 Nov 2026 06:20:57 +9999", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date_and_capped(text, expected):
    assert asked(text, NOW) == expected
