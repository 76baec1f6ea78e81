"""Everything that is due is done: hints tell at once where, and a look once a second misses nothing."""

import asyncio
import logging
from collections.abc import Coroutine, Iterable
from functools import partial
from typing import Any, Final

from delivery.claim import Claim, Taken
from delivery.hints import MOST, Hints, Key
from delivery.questions import Questions
from delivery.tools import Tools
from delivery.turn import Turn

EVERY: Final = 1.0
"""Seconds between two looks when nothing is known to be due sooner."""

_FAREWELL: Final = 5.0

log = logging.getLogger("charter.delivery")


class Work:
    """What one worker has in its hands; for one event loop. It looks `every` so many seconds."""

    def __init__(self, tools: Tools, claim: Claim, every: float = EVERY) -> None:
        self._tools = tools
        self._every = every
        self._claim = claim
        self._turns: dict[Key, Turn] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._questions = Questions(tools, claim.challenges)
        self._hints = Hints()
        self._next_look = 0.0
        self._full = False
        self._stopping = False
        self._signal = asyncio.Event()

    def wake(self, tenant: str, destination_ids: Iterable[str] = ()) -> None:
        """Something was published to these destinations; without any, something else is due."""
        keys = [(tenant, id) for id in destination_ids]
        self._hints.everywhere = self._hints.everywhere or not keys
        self._hints.add(key for key in keys if key not in self._turns)
        for key in keys:
            if key in self._turns:
                self._turns[key].hint()
        self._signal.set()

    async def pass_(self) -> None:
        """Do all that is due now, and return when nothing is."""
        while not self._stopping:
            self._signal.clear()
            self._hints.everywhere = True
            if not await self._round():
                if not self._tasks:
                    return
                await self._signal.wait()

    async def run(self) -> None:
        """Do what is due when it is, until told to stop; whatever fails is tried again."""
        while not self._stopping:
            self._signal.clear()
            try:
                if await self._round():
                    continue
            except Exception:
                log.exception("nothing could be taken")
                self._next_look = asyncio.get_running_loop().time() + EVERY
            try:
                async with asyncio.timeout_at(self._next_look):
                    await self._signal.wait()
            except TimeoutError:
                self._hints.everywhere = True

    def end(self) -> None:
        """Begin nothing more: `run` returns, and turns send nothing new."""
        self._stopping = True
        self._signal.set()
        for turn in self._turns.values():
            turn.stop()

    async def ended(self, grace: float) -> None:
        """After `run`: let what is under way come to its end within `grace` seconds, give all lanes back."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late, timeout=_FAREWELL)

    async def _round(self) -> bool:
        """Take what can be taken, and begin it; `False` if that was nothing."""
        room = min(self._tools.slots.lanes_free, MOST)
        looking, hints = self._hints.take(room)
        hints = [key for key in hints if key not in self._turns]
        self._full = room == 0
        taken = Taken([], [], [])
        if looking:
            taken = await self._anything(room)
        elif hints:
            taken = await self._tools.units.write(partial(self._claim.hinted, wanted=hints))
        self._begin(taken)
        self._full = self._full or (looking and len(taken.lanes) == room)
        return bool(taken)

    async def _anything(self, room: int) -> Taken:
        units, clock, every = self._tools.units, self._tools.clock, self._every
        soonest = await units.read(self._claim.next_at)
        now = clock()
        wait = every if soonest is None else (soonest - now).total_seconds()
        self._tools.meters.oldest.set(max(0.0, -wait))
        self._tools.meters.in_flight.set(self._tools.slots.in_flight)
        self._next_look = asyncio.get_running_loop().time() + (wait if 0 < wait < every else every)
        if soonest is None or soonest > now:
            return Taken([], [], [])
        questions = self._questions.room
        return await units.write(lambda session: self._claim.anything(session, room, questions))

    def _begin(self, taken: Taken) -> None:
        for lane in taken.lanes:
            turn = Turn(self._tools, lane, self._signal_more)
            self._turns[lane.tenant, lane.id] = turn
            self._spawn(self._serve((lane.tenant, lane.id), turn))
        for question in self._questions.begin(taken):
            self._spawn(question)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._signal_more()

    def _signal_more(self) -> None:
        """There is room again: whoever found none is looked for."""
        self._tools.meters.in_flight.set(self._tools.slots.in_flight)
        self._hints.everywhere = self._hints.everywhere or self._full
        self._signal.set()

    async def _serve(self, key: Key, turn: Turn) -> None:
        if self._stopping:
            turn.stop()
        try:
            await turn.run()
        finally:
            del self._turns[key]
        if turn.again:
            self._hints.add([key])
