"""Percentiles from log buckets."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract import histogram

durations = st.lists(st.floats(0.00011, 100, allow_nan=False), min_size=1, max_size=200)


def counted(seconds: list[float]) -> list[int]:
    counts = histogram.empty()
    for one in seconds:
        counts[histogram.place(one)] += 1
    return counts


@given(durations, st.sampled_from([0.5, 0.9, 0.99, 1.0]))
def test_a_percentile_is_within_a_bucket_of_the_exact_one(
    seconds: list[float], share: float
) -> None:
    exact = sorted(seconds)[math.ceil(share * len(seconds)) - 1]

    found = histogram.percentile(counted(seconds), share)

    assert found is not None
    assert exact / 1.2 <= found <= exact * 1.2


@given(durations, durations)
def test_adding_up_equals_counting_together(one: list[float], other: list[float]) -> None:
    assert histogram.merged(counted(one), counted(other)) == counted(one + other)


@given(durations)
def test_trimming_loses_nothing(seconds: list[float]) -> None:
    kept = histogram.trimmed(counted(seconds))

    assert kept[-1] > 0
    assert histogram.merged(kept, histogram.empty()) == counted(seconds)


def test_nothing_counted_has_no_percentile() -> None:
    assert histogram.percentile([], 0.5) is None
    assert histogram.percentile(histogram.empty(), 0.5) is None


def test_what_lies_beyond_the_last_bound_is_told_as_the_last_bound() -> None:
    assert histogram.percentile(counted([3600.0]), 0.99) == pytest.approx(histogram.BOUNDS[-1])
