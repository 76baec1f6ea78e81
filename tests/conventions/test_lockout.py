"""Guessers are slowed down, and nobody else."""

from __future__ import annotations

import pytest

from contract.errors import LockedOut, TooManyFailures
from conventions import lockout
from conventions.counters.memory import MemoryCounters
from conventions.lockout import Budgets, Lockout, network

NOON = 1_800_000_000  # the start of five minutes
HOME = "192.0.2.1"
AWAY = "198.51.100.7"


@pytest.fixture
def counters():
    return MemoryCounters()


@pytest.fixture
def guarded(counters):
    return Lockout(counters, Budgets(pair=10, address=100, per=300, exempt=900))


def fail(guarded, number, *, address=HOME, key_id="k1", now=NOON):
    for _ in range(number):
        guarded.check(address, key_id, now)
        guarded.failed(address, key_id, now)


def test_nine_failures_of_a_pair_are_borne(guarded):
    fail(guarded, 9)

    guarded.check(HOME, "k1", NOON)


def test_after_ten_failures_the_pair_is_locked_out_until_the_window_ends(guarded):
    fail(guarded, 10, now=NOON + 100)

    with pytest.raises(LockedOut) as refused:
        guarded.check(HOME, "k1", NOON + 299.5)
    assert refused.value.facts["retry_after"] == 1

    guarded.check(HOME, "k1", NOON + 300)


def test_a_key_is_never_locked_for_other_addresses(guarded):
    fail(guarded, 10)

    guarded.check(AWAY, "k1", NOON)


def test_an_address_is_not_locked_for_other_keys_by_one_pair(guarded):
    fail(guarded, 10)

    guarded.check(HOME, "k2", NOON)


def test_a_hundred_failures_of_an_address_over_all_keys_refuse_all_its_unknown_keys(guarded):
    for number in range(100):
        fail(guarded, 1, key_id=f"k{number}")

    with pytest.raises(TooManyFailures) as refused:
        guarded.check(HOME, "new", NOON)
    assert refused.value.facts["retry_after"] == 300

    guarded.check(AWAY, "new", NOON)


def test_failures_without_a_key_id_count_for_the_address_only(guarded):
    fail(guarded, 99, key_id=None)
    guarded.check(HOME, "k1", NOON)
    fail(guarded, 1, key_id=None)

    with pytest.raises(TooManyFailures):
        guarded.check(HOME, None, NOON)


def test_refused_attempts_do_not_prolong_the_refusal(guarded):
    fail(guarded, 10)
    for _ in range(50):
        with pytest.raises(LockedOut):
            guarded.check(HOME, "k1", NOON + 299)

    guarded.check(HOME, "k1", NOON + 300)


def test_a_pair_that_recently_succeeded_is_exempt_from_both(guarded):
    guarded.succeeded(HOME, "mine", NOON)

    fail(guarded, 100, key_id="mine")
    guarded.check(HOME, "mine", NOON)

    with pytest.raises(TooManyFailures):
        guarded.check(HOME, "other", NOON)


def test_the_exemption_is_known_to_the_other_processes(guarded, counters):
    guarded.succeeded(HOME, "mine", NOON)
    fail(guarded, 10, key_id="mine")

    Lockout(counters).check(HOME, "mine", NOON + 1)


def test_the_exemption_ends(guarded):
    guarded.succeeded(HOME, "mine", NOON + 100)
    fail(guarded, 10, key_id="mine", now=NOON + 999)

    with pytest.raises(LockedOut):
        guarded.check(HOME, "mine", NOON + 1000)


def test_a_pair_that_keeps_succeeding_stays_exempt(guarded):
    for minute in range(60):
        guarded.succeeded(HOME, "mine", NOON + 60 * minute)
    fail(guarded, 10, key_id="mine", now=NOON + 3600)

    guarded.check(HOME, "mine", NOON + 3600)


def test_a_known_pair_is_let_pass_without_asking_the_counters(guarded, counters):
    guarded.succeeded(HOME, "mine", NOON)
    counters.close()

    for second in range(400):
        guarded.check(HOME, "mine", NOON + second)
        guarded.succeeded(HOME, "mine", NOON + second)

    assert len(counters) == 0


def test_the_known_pairs_are_bounded(guarded):
    for number in range(lockout.KNOWN_PAIRS + 100):
        guarded.succeeded(HOME, f"k{number}", NOON)

    assert len(guarded._good_until) == lockout.KNOWN_PAIRS


@pytest.mark.parametrize(
    ("address", "stands_for"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8:0:0:ffff::1", "2001:db8::/64"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("x" * 1000, "x" * 64),
        ("", ""),
    ],
)
def test_an_address_stands_for_itself_or_for_its_64(address, stands_for):
    assert network(address) == stands_for


def test_changing_the_address_inside_a_64_does_not_help(guarded):
    for host in range(10):
        fail(guarded, 1, address=f"2001:db8::{host}")

    with pytest.raises(LockedOut):
        guarded.check("2001:db8::ffff", "k1", NOON)
