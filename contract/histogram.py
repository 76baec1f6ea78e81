"""Latency histograms that any process can add up, and their percentiles.

A histogram is a list of counts: place `i` counts the durations in `(BOUNDS[i - 1], BOUNDS[i]]`
seconds, the last place those beyond the last bound. Bounds grow by the fourth root of two, so
that a percentile is off by less than a fifth. Zeros at the end may be missing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

BOUNDS: Final = tuple(0.0001 * 2 ** (step / 4) for step in range(81))
"""0.1 ms to 105 s."""

PLACES: Final = len(BOUNDS) + 1


def empty() -> list[int]:
    """A histogram of nothing, with all places."""
    return [0] * PLACES


def place(seconds: float) -> int:
    """Where a duration is counted."""
    return bisect_left(BOUNDS, seconds)


def merged(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """The histogram of both."""
    return [a + b for a, b in zip_longest(one, other, fillvalue=0)]


def trimmed(counts: Sequence[int]) -> list[int]:
    """The same without the zeros at the end, for keeping."""
    end = len(counts)
    while end and not counts[end - 1]:
        end -= 1
    return list(counts[:end])


def percentile(counts: Sequence[int], share: float) -> float | None:
    """The duration in seconds that `share` (0 < share <= 1) of the counted ones do not exceed.

    Interpolated inside its place. `None` when nothing was counted; the last bound when it lies
    beyond.
    """
    wanted = share * sum(counts)
    if not wanted:
        return None
    below = 0
    for at, count in enumerate(counts):
        if count and below + count >= wanted:
            return _inside(at, (wanted - below) / count)
        below += count
    return BOUNDS[-1]


def _inside(at: int, part: float) -> float:
    if at >= len(BOUNDS):
        return BOUNDS[-1]
    lower = BOUNDS[at - 1] if at else 0.0
    return lower + (BOUNDS[at] - lower) * part
