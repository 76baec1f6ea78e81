"""Keep the work in flight within what the process can do, and refuse the rest soon and politely.

Without a cap, a server with retrying clients does no useful work any more and does not recover.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from random import random
from typing import Final, Literal

from contract.errors import Overloaded

Importance = Literal["critical", "normal", "sheddable"]

Line = OrderedDict[asyncio.Future[None], None]
"""Those who wait, in the order of their coming; anyone may step out without a search."""

SOONEST: Final = 1
SPREAD: Final = 5
"""Retry-After is one of the seconds 1 to 5, so that those refused together return apart."""


@dataclass(frozen=True, slots=True)
class Caps:
    """Work in flight up to which each importance gets in, and how many may wait for it how long."""

    critical: int
    normal: int
    sheddable: int
    waiting: int
    patience: float = 0.1

    def __post_init__(self) -> None:
        if not 1 <= self.sheddable <= self.normal <= self.critical:
            raise ValueError("the caps must be 1 <= sheddable <= normal <= critical")


def caps_of(in_flight: int) -> Caps:
    """The usual caps: twice as much for what is critical, three quarters for what may be shed."""
    return Caps(
        critical=2 * in_flight,
        normal=in_flight,
        sheddable=max(1, in_flight * 3 // 4),
        waiting=4 * in_flight,
    )


class Gate:
    """Slots for the work of one event loop; all acts belong to its thread.

    Whoever entered leaves exactly once. Slots go to the more important first, then by age.

        waiter = gate.enter("normal")
        if waiter is not None:
            await gate.admitted(waiter)
        try: ...
        finally: gate.leave()
    """

    def __init__(self, caps: Caps, *, chance: Callable[[], float] = random) -> None:
        self.in_flight = 0
        self.refused = 0
        self._caps: dict[str, int] = {
            "critical": caps.critical,
            "normal": caps.normal,
            "sheddable": caps.sheddable,
        }
        self._lines: dict[str, Line] = {importance: OrderedDict() for importance in self._caps}
        self._room = caps.waiting
        self._patience = caps.patience
        self._chance = chance

    @property
    def waiting(self) -> int:
        """How many wait for a slot."""
        return sum(map(len, self._lines.values()))

    def enter(self, importance: Importance) -> asyncio.Future[None] | None:
        """Take a slot at once (`None`), or a place in the line: see `admitted`.

        Raises `Overloaded` if the line is full too.
        """
        # While its cap is not reached, nobody of the same or a higher importance waits: `leave`.
        if self.in_flight < self._caps[importance]:
            self.in_flight += 1
            return None
        line = self._lines[importance]
        if len(line) >= self._room:
            raise self._refusal()
        loop = asyncio.get_running_loop()
        waiter = loop.create_future()
        line[waiter] = None
        loop.call_later(self._patience, self._give_up, waiter)
        return waiter

    async def admitted(self, waiter: asyncio.Future[None]) -> None:
        """Wait for the slot; raises `Overloaded` when it does not come in time.

        When this is cancelled, the slot or the place in the line is given back.
        """
        try:
            await waiter
        except asyncio.CancelledError:
            self._drop(waiter)
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                self.leave()
            raise

    def leave(self) -> None:
        """Give the slot back, to the first of the most important who may have it."""
        self.in_flight -= 1
        for importance, line in self._lines.items():
            while line and self.in_flight < self._caps[importance]:
                waiter, _ = line.popitem(last=False)
                if not waiter.done():
                    self.in_flight += 1
                    waiter.set_result(None)
                    return

    def _give_up(self, waiter: asyncio.Future[None]) -> None:
        if not waiter.done():
            self._drop(waiter)
            waiter.set_exception(self._refusal())

    def _drop(self, waiter: asyncio.Future[None]) -> None:
        for line in self._lines.values():
            line.pop(waiter, None)

    def _refusal(self) -> Overloaded:
        self.refused += 1
        return Overloaded(retry_after=SOONEST + int(self._chance() * SPREAD))
