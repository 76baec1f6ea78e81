"""What comes while the database is busy is written with the next unit, all of it at once."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from delivery.tried import Attempt
from delivery.units import Units
from models.delivery import lane as lanes
from models.delivery import settle
from models.delivery.ended import Ended
from models.delivery.lane import Lane
from models.delivery.settle import Settled
from models.session import Session

Tell = Callable[[Session, Sequence[Ended]], None]
"""Hears of deliveries that are settled for good; what it raises undoes the settle, which is tried again."""

LOST: Final = Settled([], held=True, in_flight=0)
log = logging.getLogger("charter.delivery")
_FOR_GOOD: Final = frozenset({"delivered", "dead", "expired"})
_FIRST: Final = 0.05
_LONGEST: Final = 2.0


def nobody(_session: Session, _ended: Sequence[Ended]) -> None:
    """Nobody wants to hear of it."""


@dataclass(eq=False, slots=True)
class _Item:
    lane: Lane
    attempts: Sequence[Attempt] | None
    until: datetime | None
    answer: asyncio.Future[Settled]
    ends: float


class Settling:
    """Settles and releases. Of one lane, one thing is asked at a time.

    `tell` hears of what is settled for good, in the transaction that settles it.
    """

    def __init__(self, units: Units, *, patience: float, tell: Tell = nobody) -> None:
        self._units = units
        self._tell = tell
        self._patience = patience
        self._waiting: list[_Item] = []
        self._batch: list[_Item] = []
        self._task: asyncio.Task[None] | None = None

    async def settle(self, lane: Lane, attempts: Sequence[Attempt]) -> Settled:
        """Write what came of deliveries; as long as the lease lasts, a broken database is asked again."""
        return await self._ask(lane, attempts, None)

    async def release(self, lane: Lane, *, until: datetime | None) -> None:
        """Give the lane back."""
        await self._ask(lane, None, until)

    async def _ask(
        self, lane: Lane, attempts: Sequence[Attempt] | None, until: datetime | None
    ) -> Settled:
        answer: asyncio.Future[Settled] = asyncio.get_running_loop().create_future()
        ends = time.monotonic() + self._patience
        self._waiting.append(_Item(lane, attempts, until, answer, ends))
        if self._task is None:
            self._task = asyncio.create_task(self._write())
            self._task.add_done_callback(self._ended)
        return await answer

    async def _write(self) -> None:
        wait = _FIRST
        while self._waiting:
            self._batch, self._waiting = self._waiting, []
            batch = self._batch
            try:
                answers = await self._units.write(partial(_unit, batch=batch, tell=self._tell))
            except Exception:
                log.exception("%d lanes could not be settled", len(batch))
                self._batch, self._waiting = [], _unless_late(batch) + self._waiting
                await asyncio.sleep(wait)
                wait = min(wait * 2, _LONGEST)
                continue
            wait = _FIRST
            for item, answer in zip(batch, answers, strict=True):
                _tell(item, answer)
        self._task = None

    def _ended(self, task: asyncio.Task[None]) -> None:
        """When the loop ends in between, nobody waits for an answer that will not come."""
        for item in (*self._batch, *self._waiting) if task.cancelled() else ():
            _tell(item, LOST)


def _unit(session: Session, *, batch: list[_Item], tell: Tell) -> list[Settled]:
    asked = [(item.lane, item.attempts) for item in batch if item.attempts is not None]
    outcomes = [(lane, [one.outcome for one in attempts]) for lane, attempts in asked]
    answers = settle.settle_all(session, outcomes) if asked else []
    over = [
        ended
        for (lane, attempts), answer in zip(asked, answers, strict=True)
        for ended in _over(lane, attempts, set(answer.ids))
    ]
    if over:
        tell(session, over)
    settled = iter(answers)
    leaving = [item for item in batch if item.attempts is None]
    for until in {item.until for item in leaving}:
        mine = [item.lane for item in leaving if item.until == until]
        lanes.release(session, mine, until=until)
    return [LOST if item.attempts is None else next(settled) for item in batch]


def _over(lane: Lane, attempts: Sequence[Attempt], written: set[str]) -> Iterator[Ended]:
    """Those that are settled for good, of those that were written; of a subject that is gone, nothing is told."""
    for one in attempts:
        if one.due.id in written and one.outcome.result in _FOR_GOOD:
            ok = one.outcome.result == "delivered"
            yield Ended(lane.tenant, one.due.kind, one.due.subject_id, lane.owner_id, ok)


def _unless_late(batch: list[_Item]) -> list[_Item]:
    """Those whose lease may still hold; what the others did will be done again by somebody."""
    now = time.monotonic()
    for item in batch:
        if item.ends <= now:
            _tell(item, LOST)
    return [item for item in batch if item.ends > now]


def _tell(item: _Item, answer: Settled) -> None:
    if not item.answer.done():
        item.answer.set_result(answer)
