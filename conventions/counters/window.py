"""What one act does to the count of a key: the rule that the counters of one machine share.

A count is kept as two numbers, the unix second at which it ends and the number itself.
"""

from __future__ import annotations

from math import ceil

from conventions.counters.count import BLOCKED, Count, Window


def boundary(per: int, now: float) -> int:
    """The unix second at which the window around `now` ends."""
    return (int(now) // per + 1) * per


def is_live(end: int, per: int, now: float) -> bool:
    """Whether a count that ends at `end` still stands.

    It may end up to two windows after the one of `now`: a clock read just before a boundary meets a
    count made just behind it, or a key is blocked. Anything later was left by a wrong clock.
    """
    return now < end <= now + 3 * per


def hit(
    end: int, count: int, per: int, now: float, *, budget: int, window: Window
) -> tuple[bool, int, int]:
    """Whether the call is allowed, and the end and count to keep."""
    if not now < end <= now + 3 * per:  # is_live, written out: every call comes here
        end, count = (int(now) // per + 1) * per, 0
    if count < budget:
        return True, end, count + 1
    if window == "next" and count != BLOCKED:
        return False, end + per, BLOCKED
    return False, end, count


def add(end: int, count: int, per: int, now: float) -> tuple[int, int]:
    """The end and count to keep after one more; the count stops below `BLOCKED`."""
    if not is_live(end, per, now):
        end, count = boundary(per, now), 0
    return end, min(count + 1, BLOCKED - 1)


def mark(per: int, now: float) -> tuple[int, int]:
    """The end and count to keep for a mark."""
    return ceil(now + per), 1


def told(end: int, count: int, now: float, budget: int, *, allowed: bool) -> Count:
    """A decision in the words of the caller."""
    if allowed:
        return Count(True, budget, budget - count, end, 0)
    return Count(False, budget, 0, end, max(1, ceil(end - now)))
