"""Count acts per key and window of time, and say whether one more is allowed."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, Protocol

Window = Literal["fixed", "next"]
"""What the call over the budget costs: the rest of its window, or that and the whole next one."""

BLOCKED: Final = 0xFFFFFF
"""The count that stands for "refused until the end", and so the bound of budgets."""


class Count(NamedTuple):
    """What a hit found: `reset` in unix seconds; `retry_after` 0 when allowed, else at least 1."""

    allowed: bool
    limit: int
    remaining: int
    reset: float
    retry_after: int


class Counters(Protocol):
    """Counts by key in windows of `per` seconds that are aligned to the clock.

    Every act is atomic, may be called from any thread, and takes the unix time from its caller.
    A key belongs to one use: it is never counted with two lengths of window.
    """

    failed: int
    """Calls that could not be counted, and were let pass."""

    evicted: int
    """Live counts that were forgotten for want of room."""

    blocking: bool
    """Whether a call waits for a network, and so does not belong on an event loop."""

    def hit(
        self, key: bytes, *, budget: int, per: int, now: float, window: Window = "fixed"
    ) -> Count:
        """Take one of `budget` (less than `BLOCKED`) calls; a refused call takes nothing."""
        ...

    def add(self, key: bytes, *, per: int, now: float) -> int:
        """Count one more in this window, without a limit; returns the count."""
        ...

    def peek(self, key: bytes, *, per: int, now: float) -> int:
        """The count of this window, untouched."""
        ...

    def mark(self, key: bytes, *, per: int, now: float) -> None:
        """Let `peek` return 1 from now on for `per` seconds, whatever was counted before."""
        ...

    def close(self) -> None:
        """Give back files and connections."""
        ...
