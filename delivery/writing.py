"""One lane has one settle under way at a time, and sends on meanwhile."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any


class Writing:
    """What a lane is having written; `changed` is called when that is over."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.ids: list[str] = []
        """The deliveries that still look due to whoever reads the database."""
        self._task: asyncio.Task[None] | None = None
        self._changed = changed

    @property
    def busy(self) -> bool:
        """Whether there is something to wait for."""
        return self._task is not None

    def free(self) -> bool:
        """Whether another may begin; raises what the last one raised."""
        if self._task is not None:
            if not self._task.done():
                return False
            self._task.result()
            self._task, self.ids = None, []
        return True

    def begin(self, ids: list[str], work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Begin to write what came of these."""
        self.ids, self._task = ids, asyncio.create_task(work)
        self._task.add_done_callback(lambda _: self._changed())
        return self._task

    async def end(self) -> None:
        """Wait until it is over, whatever comes of it."""
        if self._task is not None:
            with contextlib.suppress(Exception):
                await self._task
