"""Counts of one process stay bounded."""

from __future__ import annotations

from conventions.counters.memory import MemoryCounters

NOON = 1_800_000_000


def test_keys_never_outgrow_the_bound():
    counters = MemoryCounters(bound=100)

    for number in range(1000):
        counters.hit(b"%d" % number, budget=1, per=60, now=NOON)

    assert len(counters) == 100
    assert counters.evicted == 900


def test_keys_whose_time_is_over_are_forgotten_as_new_ones_come():
    counters = MemoryCounters()
    for number in range(1000):
        counters.hit(b"old %d" % number, budget=1, per=60, now=NOON)

    for number in range(1000):
        counters.hit(b"new %d" % number, budget=1, per=60, now=NOON + 60)

    assert len(counters) == 1000
    assert counters.evicted == 0


def test_the_count_that_ends_first_makes_room():
    counters = MemoryCounters(bound=2)
    counters.add(b"day", per=86_400, now=NOON)
    counters.add(b"minute", per=60, now=NOON)

    counters.add(b"new", per=60, now=NOON)

    assert counters.peek(b"day", per=86_400, now=NOON) == 1
    assert counters.peek(b"minute", per=60, now=NOON) == 0


def test_long_keys_are_kept_short():
    counters = MemoryCounters()

    counters.add(b"x" * 100_000, per=60, now=NOON)

    assert max(map(len, counters._counts)) == 64


def test_a_window_without_hits_costs_the_hits_of_others_nothing():
    counters = MemoryCounters()
    for number in range(10_000):
        counters.hit(b"%d" % number, budget=1, per=60, now=NOON)

    before = list(counters._order)
    counters.hit(b"1", budget=1, per=60, now=NOON + 60)

    assert list(counters._order) == before
