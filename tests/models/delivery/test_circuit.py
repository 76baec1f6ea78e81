from datetime import UTC, datetime, timedelta

import pytest

from models.delivery.circuit import Circuit, attempted, in_flight, probed

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SOON = NOW + timedelta(seconds=30)
NEW = Circuit(0, "unknown", None, None, 0, 0)


def after(answers, before=NEW, *, probes=False):
    return attempted(before, answers, now=NOW, most=10, probes=probes)


@pytest.mark.parametrize(("answers", "liveness"), [([True], "stable"), ([False], "unstable")])
def test_the_first_answer_says_how_it_is(answers, liveness):
    assert after(answers).liveness == liveness


def test_ten_failures_in_a_row_open_the_circuit():
    assert after([False] * 9).liveness == "unstable"
    opened = after([False] * 10)
    assert (opened.liveness, opened.probe_at, opened.failure_count) == ("inactive", SOON, 10)


def test_a_success_in_between_begins_the_count_anew():
    assert after([*[False] * 9, True, *[False] * 9]).liveness == "unstable"


def test_one_delivery_tries_an_open_circuit_and_leaves_it_open_when_it_fails():
    opened = after([False] * 10)
    assert in_flight("inactive", None, 10) == 1
    later = attempted(opened, [False], now=SOON, most=10, probes=False)
    assert (later.liveness, later.probe_at) == ("inactive", SOON + timedelta(seconds=30))


def test_what_answers_again_is_served_slowly_at_first():
    opened = after([False] * 10)
    steps = [after([True] * number, opened).slow_start for number in range(1, 5)]
    assert steps == [2, 4, 8, None]
    assert [in_flight("stable", step, 10) for step in steps] == [2, 4, 8, 10]


def test_a_failure_during_the_slow_start_begins_it_anew_and_then_ends_it():
    slow = after([True], after([False] * 10))
    again = after([False], slow)
    assert (again.liveness, again.slow_start) == ("unstable", 1)
    assert after([False], again).liveness == "inactive"


def test_a_good_probe_half_closes_an_open_circuit():
    half = probed(after([False] * 10, probes=True), good=True, now=SOON)
    assert (half.liveness, half.slow_start, half.failures) == ("unstable", 1, 0)
    assert after([False], half, probes=True).liveness == "inactive"
    assert after([True], half, probes=True).liveness == "stable"


def test_a_bad_probe_leaves_an_open_circuit_open_and_opens_none():
    opened = after([False] * 10)
    assert probed(opened, good=False, now=SOON).liveness == "inactive"
    assert probed(NEW, good=False, now=NOW).liveness == "unstable"


def test_what_is_stable_is_probed_seldom_and_what_fails_often():
    stable = probed(NEW, good=True, now=NOW)
    assert (stable.liveness, stable.probe_at) == ("stable", NOW + timedelta(minutes=5))
    assert probed(stable, good=False, now=NOW).probe_at == SOON
    assert after([False], stable, probes=True).probe_at == SOON


def test_a_good_probe_does_not_hide_failing_deliveries():
    failing = after([False] * 9, probes=True)
    assert probed(failing, good=True, now=NOW).liveness == "unstable"
    assert after([False], probed(failing, good=True, now=NOW), probes=True).liveness == "inactive"
