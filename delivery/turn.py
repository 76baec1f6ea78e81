"""One lane in this worker's hands: what is due is sent and settled until nothing is, then it is given back."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from delivery.ahead import Ahead
from delivery.attempt import attempt, told
from delivery.lease import outlasting
from delivery.load import Loaded
from delivery.slots import Share
from delivery.tools import Tools
from delivery.tried import Attempt
from delivery.writing import Writing
from models.delivery.lane import Lane
from models.delivery.table import FIFO

SHARE: Final = 100
"""Sends after which a lane makes room, if others are waiting for it."""

_TROUBLE: Final = timedelta(seconds=1)
log = logging.getLogger("charter.delivery")


class Turn:
    """Serves one lane. `again` says that something was published to it meanwhile."""

    def __init__(self, tools: Tools, lane: Lane, changed: Callable[[], None]) -> None:
        self.lane = lane
        self.again = False
        self._tools = tools
        self._share = Share(tools.slots, quick=self._quick, lingers=self._lingers)
        self._changed = changed
        self._running: dict[asyncio.Task[Attempt], str] = {}
        self._ahead = Ahead(tools)
        self._started = 0
        self._over = False
        self._rest: datetime | None = None
        self._signal = asyncio.Event()
        self._writing = Writing(self._signal.set)

    def stop(self) -> None:
        """Send nothing more; what is under way is finished."""
        self._over = True

    def hint(self) -> None:
        """Something was published to this lane."""
        self.again = True
        self._signal.set()

    async def run(self) -> None:
        """Serve the lane and give it back, whatever happens."""
        try:
            while await self._fill():
                await self._signal.wait()
                self._signal.clear()
                await self._collect()
        except Exception:
            log.exception("destination %s could not be served", self.lane.id)
            self._rests(self._tools.clock() + _TROUBLE)
        finally:
            for task in self._running:
                task.cancel()
            self._share.end()
            await self._writing.end()
            await self._tools.settling.release(self.lane, until=self._rest)

    async def _fill(self) -> bool:
        """Send as much as may be under way at once; `False` when nothing is."""
        while (room := self._room()) > 0:
            if not self._ahead.ready() and not await self._load(room):
                break
            if not await self._may_send():
                break
            self._start(self._ahead.take())
        return bool(self._running) or self._writing.busy

    def _start(self, one: Loaded) -> None:
        work = attempt(self._tools, self._share, self.lane, one, self._ahead.seal)
        task = asyncio.create_task(work)
        task.add_done_callback(lambda _: self._signal.set())
        self._running[task] = one.due.id
        self._started += 1

    def _room(self) -> int:
        slots, out, lingering = self._tools.slots, len(self._running), self._share.lingering
        if self._started >= SHARE and slots.lanes_free == 0:
            self._over = True
        if self._over or (out and not slots.free) or (lingering and slots.crowded):
            return 0
        quick = self._tools.paces.of(self.lane.id) - (out - lingering)
        return min(self.lane.in_flight - out, quick)

    async def _load(self, room: int) -> bool:
        self.again = False
        return await self._ahead.load(
            self.lane, room, [*self._running.values(), *self._writing.ids]
        )

    async def _may_send(self) -> bool:
        """Whether the rate allows it, and the lease outlives it."""
        lane = await outlasting(self._tools, self.lane)
        if lane is None:
            self._over = True
        else:
            self.lane = lane
            if lane.rate_limit is not None and not self._over:
                now = self._tools.clock()
                self._rests(self._tools.rates.take(lane.id, lane.rate_limit, now))
        return not self._over

    async def _collect(self) -> None:
        """Settle what is done; while all goes well, more is sent meanwhile."""
        if not self._writing.free():
            return
        done = [task for task in self._running if task.done()]
        if not done:
            return
        ids = [self._running.pop(task) for task in done]
        attempts = [task.result() for task in done]
        writing = self._writing.begin(ids, self._settle(attempts))
        well = all(one.outcome.result == "delivered" for one in attempts)
        if self.lane.ordering == FIFO or self.lane.in_flight == 1 or not well:
            await writing

    async def _settle(self, attempts: list[Attempt]) -> None:
        for one in attempts:
            self._rests(one.rest)
        settled = await self._tools.settling.settle(self.lane, attempts)
        for one in attempts:
            if one.due.id in settled.ids:
                told(self._tools, self.lane, one.outcome)
        if settled.held:
            self._over = True
        else:
            self.lane = replace(self.lane, in_flight=settled.in_flight)

    def _rests(self, until: datetime | None) -> None:
        if until is not None:
            self._rest = until if self._rest is None else max(self._rest, until)
            self._over = True

    def _quick(self) -> None:
        self._tools.paces.quick(self.lane.id, self.lane.in_flight)

    def _lingers(self) -> None:
        self._tools.paces.lingers(self.lane.id)
        self._signal.set()
        self._changed()
