"""How much is under way at once, so that those who never answer cannot use up all of it.

A call that has been out for a second lingers: its slot is free for somebody else, and only a
several times higher bound holds it. So a hanging destination costs the others one slot for one
second, and the quick ones go on.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

PATIENCE: Final = 1.0
"""Seconds after which a call lingers."""

MULTIPLE: Final = 4


class Slots:
    """Counts what is under way; for one event loop."""

    def __init__(self, most: int, *, patience: float = PATIENCE) -> None:
        self.most = most
        self.patience = patience
        self.quick = 0
        self.lingering = 0
        self.lanes = 0
        self.lingering_lanes = 0

    @property
    def in_flight(self) -> int:
        """All calls that are out."""
        return self.quick + self.lingering

    @property
    def lanes_free(self) -> int:
        """How many more lanes can be served: each sends one at least."""
        quick = max(self.quick, self.lanes - self.lingering_lanes)
        return max(0, min(self.most - quick, MULTIPLE * self.most - self.lanes))

    @property
    def free(self) -> bool:
        """Whether a lane may send one more beside what it has under way."""
        return self.quick < self.most

    @property
    def crowded(self) -> bool:
        """Whether so many calls linger that nobody should add to them."""
        return self.lingering >= self.most


class Share:
    """What one lane has of the slots until its end; `quick` and `lingers` hear of each of its calls."""

    def __init__(
        self, slots: Slots, *, quick: Callable[[], None], lingers: Callable[[], None]
    ) -> None:
        self.lingering = 0
        self._slots = slots
        self._quick = quick
        self._lingers = lingers
        slots.lanes += 1

    def end(self) -> None:
        """Give the lane's place to another."""
        self._slots.lanes -= 1

    @contextmanager
    def call(self) -> Iterator[None]:
        """Count one call while it is out."""
        slots, late = self._slots, False

        def linger() -> None:
            nonlocal late
            late = True
            slots.quick -= 1
            self._add(1)
            self._lingers()

        timer = asyncio.get_running_loop().call_later(slots.patience, linger)
        slots.quick += 1
        try:
            yield
        finally:
            timer.cancel()
            if late:
                self._add(-1)
            else:
                slots.quick -= 1
                self._quick()

    def _add(self, number: int) -> None:
        before = self.lingering > 0
        self.lingering += number
        self._slots.lingering += number
        self._slots.lingering_lanes += (self.lingering > 0) - before
