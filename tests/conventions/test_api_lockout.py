"""A pair that guesses is locked out of one API, for longer each time."""

from types import SimpleNamespace

import pytest

from contract.errors import LockedOut, TooManyFailures
from contract.rules import Lockout as Rule
from conventions import api_lockout
from conventions.counters.memory import MemoryCounters
from conventions.lockout import Budgets, Lockout

NOON = 1_800_000_000
HOME, AWAY = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def general():
    return Lockout(MemoryCounters(), Budgets(pair=10, address=9, per=300, exempt=900))


@pytest.fixture
def guard(general):
    return guard_of(general)


def guard_of(general, name="post", **rule):
    api = SimpleNamespace(name=name, rules=SimpleNamespace(lockout=Rule(**rule)))
    return api_lockout.bind(api, general)


def fail(guard, number, *, address=HOME, key_id="k1", now=NOON):
    for _ in range(number):
        guard.check(address, key_id, now)
        guard.failed(address, key_id, now)


@pytest.mark.parametrize(
    ("rule", "lengths"),
    [
        (Rule(), (60, 120, 240, 480, 900)),
        (Rule(locked=10, longest=40), (10, 20, 40)),
        (Rule(locked=60, longest=60), (60,)),
        (Rule(locked=90, longest=60), (60,)),
    ],
)
def test_locks_double_up_to_the_longest(rule, lengths):
    assert api_lockout.lengths(rule) == lengths


def test_four_failures_are_borne(guard):
    fail(guard, 4)

    guard.check(HOME, "k1", NOON)


def test_the_fifth_locks_for_a_minute(guard):
    fail(guard, 5)

    with pytest.raises(LockedOut) as refused:
        guard.check(HOME, "k1", NOON + 59)
    assert refused.value.facts["retry_after"] == 60
    guard.check(HOME, "k1", NOON + 60)


def test_who_waits_as_long_as_told_is_let_in(guard):
    fail(guard, 5, now=NOON + 0.7)

    with pytest.raises(LockedOut) as refused:
        guard.check(HOME, "k1", NOON + 0.8)
    guard.check(HOME, "k1", NOON + 0.8 + refused.value.facts["retry_after"])


def test_failures_of_another_minute_do_not_count(guard):
    fail(guard, 4)
    fail(guard, 4, now=NOON + 60)

    guard.check(HOME, "k1", NOON + 60)


def test_a_success_does_not_exempt_the_pair(guard):
    guard.succeeded(HOME, "k1", NOON)
    fail(guard, 5)

    with pytest.raises(LockedOut):
        guard.check(HOME, "k1", NOON)


def test_neither_another_address_nor_another_key_is_locked(guard):
    fail(guard, 5)

    guard.check(AWAY, "k1", NOON)
    guard.check(HOME, "k2", NOON)
    guard.check(HOME, None, NOON)


def test_neither_is_another_api_nor_the_general_budget_of_the_pair(guard, general):
    fail(guard, 5)

    guard_of(general, "other").check(HOME, "k1", NOON)
    general.check(HOME, "k1", NOON)


def test_the_address_is_still_counted_over_all_keys(guard):
    for number in range(9):
        fail(guard, 1, key_id=f"k{number}")

    with pytest.raises(TooManyFailures):
        guard.check(HOME, "k9", NOON)


def test_an_honest_pair_does_not_suffer_from_its_address(guard):
    guard.succeeded(HOME, "mine", NOON)
    for number in range(9):
        fail(guard, 1, key_id=f"k{number}")

    guard.check(HOME, "mine", NOON)


def test_other_apis_keep_the_general_guard(general):
    api = SimpleNamespace(name="plain", rules=SimpleNamespace(lockout=None))

    assert api_lockout.bind(api, general) is general
