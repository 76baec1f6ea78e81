"""The database's units of work, awaited."""

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

from models.database import Database
from models.session import Session

T = TypeVar("T")
_READERS: Final = 4


class Units:
    """Runs units outside of the event loop, which must never wait for a disk."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="delivery-read")

    async def write(self, work: Callable[[Session], T]) -> T:
        """Run `work` and go on once it is durable; raise what it raised."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[T] = loop.create_future()

        def answer(result: Any, error: BaseException | None) -> None:
            if waiting.done():
                return
            if error is None:
                waiting.set_result(result)
            else:
                waiting.set_exception(error)

        def done(result: Any, error: BaseException | None) -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended, nobody waits any longer
                loop.call_soon_threadsafe(answer, result, error)

        self._database.submit(work, done)
        return await waiting

    async def read(self, work: Callable[[Session], T]) -> T:
        """Run `work` on a snapshot."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self._database.read, work)

    def close(self) -> None:
        """Let the readers end."""
        self._readers.shutdown()
