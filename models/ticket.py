"""A unit of work that waits for its turn can be taken back until the moment it starts."""

import logging
from collections.abc import Callable
from typing import Any, Final

from models.session import Session

Work = Callable[[Session], Any]
Done = Callable[[Any, BaseException | None], None]
_log: Final = logging.getLogger("charter.models.ticket")


class Ticket:
    """The handle of a submitted unit; exactly one of `take` and `cancel` ever succeeds."""

    __slots__ = ("_free", "done", "error", "result", "work")

    def __init__(self, work: Work, done: Done) -> None:
        self.work = work
        self.done = done
        self.result: Any = None
        self.error: BaseException | None = None
        self._free = [None]

    def take(self) -> bool:
        """Begin the unit; `False` when it was cancelled before."""
        try:
            self._free.pop()  # atomic: one of two threads gets the item
        except IndexError:
            return False
        return True

    def answer(self) -> None:
        """Call `done`; what it raises concerns nobody here."""
        try:
            self.done(self.result if self.error is None else None, self.error)
        except Exception:  # noqa: BLE001 -- the thread goes on with other people's work
            _log.exception("an answer could not be given")

    def cancel(self) -> bool:
        """Take the unit back; `True` means that it was not and will not be executed.

        `done` is not called for a cancelled unit.
        """
        return self.take()
