"""What a lane sends next lies ready, so that not every send costs a look at the database."""

import asyncio
import time
from collections import deque
from collections.abc import Collection
from typing import Final

from delivery.load import Loaded, load
from delivery.request import Seal
from delivery.tools import Tools
from models.delivery.lane import Lane
from models.delivery.table import FIFO

_MOST: Final = 50
_OF_ALL: Final = 1000
"""Bodies that all lanes together keep ready beyond what they can send at once."""

_STALE: Final = 1.0
"""Seconds after which what was read may have been deleted or sent by somebody else."""

_PAUSE: Final = 0.005
"""Seconds between two looks of a lane that had found all there was: what is published meanwhile is read together."""


class Ahead:
    """The deliveries that one lane has read and not begun to send, with what to sign them with."""

    def __init__(self, tools: Tools) -> None:
        self.seal = Seal([], None)
        self._tools = tools
        self._ready: deque[Loaded] = deque()
        self._loaded = 0.0
        self._more = True

    def ready(self) -> bool:
        """Whether there is one that is still fresh."""
        if time.monotonic() - self._loaded > _STALE:
            self._ready.clear()
        return bool(self._ready)

    def take(self) -> Loaded:
        """Take the next one."""
        return self._ready.popleft()

    async def load(self, lane: Lane, room: int, besides: Collection[str]) -> bool:
        """Read what is due, without those that are under way; `False` if that is nothing."""
        tools, most = self._tools, room
        if lane.ordering != FIFO:
            most = max(room, min(_MOST, _OF_ALL // max(1, tools.slots.lanes)))
            await self._pause()
        taken = frozenset(besides)
        self.seal, found = await tools.units.read(
            lambda session: load(session, lane, tools.bodies, most=most, besides=taken)
        )
        self._ready.extend(found)
        self._loaded = time.monotonic()
        self._more = len(found) == most
        return bool(found)

    async def _pause(self) -> None:
        wait = self._loaded + _PAUSE - time.monotonic()
        if wait > 0 and not self._more:
            await asyncio.sleep(wait)
