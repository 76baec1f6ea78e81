"""What every implementation of `Counters` promises."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conventions.counters import Count

NOON = 1_800_000_000  # the start of a minute
EXAMPLES = count()


def hits(counters, number, *, key=b"k", now=NOON, budget=3, per=60, window="fixed"):
    return [
        counters.hit(key, budget=budget, per=per, now=now, window=window).allowed
        for _ in range(number)
    ]


def test_exactly_the_budget_is_allowed(counters):
    assert hits(counters, 5) == [True, True, True, False, False]


def test_a_hit_tells_what_is_left_and_when_the_window_ends(counters):
    first = counters.hit(b"k", budget=2, per=60, now=NOON + 10.5)
    counters.hit(b"k", budget=2, per=60, now=NOON + 11)
    refused = counters.hit(b"k", budget=2, per=60, now=NOON + 11.5)

    assert first == Count(True, 2, 1, NOON + 60, 0)
    assert refused == Count(False, 2, 0, NOON + 60, 49)


def test_a_refused_call_is_told_to_wait_at_least_a_second(counters):
    hits(counters, 3, now=NOON + 59.9)

    refused = counters.hit(b"k", budget=3, per=60, now=NOON + 59.9999)

    assert refused.retry_after == 1


def test_the_next_window_starts_afresh_at_the_boundary(counters):
    hits(counters, 5, now=NOON + 59.999)

    assert hits(counters, 4, now=NOON + 60) == [True, True, True, False]


def test_a_clock_read_just_before_the_boundary_counts_behind_it(counters):
    hits(counters, 2, now=NOON + 60)

    assert hits(counters, 2, now=NOON + 59.999) == [True, False]


def test_a_count_left_by_a_clock_that_ran_ahead_does_not_bind(counters):
    hits(counters, 5, now=NOON + 86_400)

    assert hits(counters, 4) == [True, True, True, False]


def test_in_the_next_style_the_whole_next_window_is_refused(counters):
    assert hits(counters, 4, now=NOON + 30, window="next") == [True, True, True, False]

    refused = counters.hit(b"k", budget=3, per=60, now=NOON + 60, window="next")

    assert refused == Count(False, 3, 0, NOON + 120, 60)
    assert hits(counters, 2, now=NOON + 119.9, window="next") == [False, False]


def test_in_the_next_style_refused_calls_do_not_prolong_the_refusal(counters):
    hits(counters, 4, window="next")
    hits(counters, 9, now=NOON + 90, window="next")

    assert hits(counters, 4, now=NOON + 120, window="next") == [True, True, True, False]


def test_in_the_next_style_a_used_up_budget_alone_blocks_nothing(counters):
    hits(counters, 3, window="next")

    assert hits(counters, 1, now=NOON + 60, window="next") == [True]


def test_keys_are_counted_apart(counters):
    hits(counters, 3, key=b"one")

    assert hits(counters, 1, key=b"other") == [True]


def test_long_keys_that_begin_alike_are_counted_apart(counters):
    hits(counters, 3, key=b"x" * 1000 + b"1")

    assert hits(counters, 1, key=b"x" * 1000 + b"2") == [True]


def test_a_budget_of_zero_allows_nothing(counters):
    assert hits(counters, 1, budget=0) == [False]


def test_add_counts_without_a_limit_and_peek_only_looks(counters):
    counted = [counters.add(b"k", per=60, now=NOON) for _ in range(3)]
    seen = [counters.peek(b"k", per=60, now=NOON + 59) for _ in range(2)]

    assert counted == [1, 2, 3]
    assert seen == [3, 3]


def test_what_was_added_is_forgotten_with_its_window(counters):
    counters.add(b"k", per=60, now=NOON)

    assert counters.peek(b"k", per=60, now=NOON + 60) == 0
    assert counters.add(b"k", per=60, now=NOON + 60) == 1


def test_nothing_was_counted_for_an_unknown_key(counters):
    assert counters.peek(b"unknown", per=60, now=NOON) == 0


def test_a_mark_stands_for_its_time_across_boundaries(counters):
    counters.mark(b"k", per=60, now=NOON + 59)

    assert counters.peek(b"k", per=60, now=NOON + 118) == 1
    assert counters.peek(b"k", per=60, now=NOON + 119) == 0


def test_threads_together_are_allowed_exactly_the_budget(counters):
    with ThreadPoolExecutor(8) as pool:
        allowed = pool.map(lambda _: sum(hits(counters, 50, budget=177)), range(8))

    assert sum(allowed) == 177


acts = st.lists(
    st.tuples(
        st.sampled_from([b"a", b"b"]), st.integers(0, 25), st.sampled_from(["fixed", "next"])
    ),
    max_size=60,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(acts)
def test_any_sequence_of_hits_is_decided_as_the_plain_rule_says(counters, acts):
    now, plain, example = NOON, {}, next(EXAMPLES)
    for key, later, window in acts:
        now += later
        name = b"%s%s%d" % (key, window.encode(), example)
        expected = plainly(plain, name, now // 10, window)

        found = counters.hit(name, budget=2, per=10, now=now, window=window)

        assert found.allowed == expected


def plainly(plain, name, at, window):
    """The rule of a budget of 2, in the words of the house rule."""
    blocked_through, counts = plain.setdefault(name, [-1, {}])
    if at <= blocked_through:
        return False
    counts[at] = counts.get(at, 0) + 1
    if counts[at] > 2 and window == "next":
        plain[name][0] = at + 1
    return counts[at] <= 2
