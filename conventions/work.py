"""What all plans of one process share: the gate that lets calls in, the threads, and the database's writer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from contract.errors import OutcomeUnknown, Overloaded

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from concurrent.futures import Executor

    from contract.rules import Importance
    from conventions.exchange import Answer, Exchange
    from conventions.idempotency import Running
    from conventions.overload import Gate
    from models.database import Database
    from models.session import Session

    Hints = list[tuple[str, tuple[str, ...]]]

T = TypeVar("T")

_RETRY_AFTER = 1
"""Seconds to advise after a call that surely was not executed."""


def nobody(_tenant: str, _ids: Iterable[str]) -> None:
    """Nobody delivers here."""


def _noting(unit: Callable[[Session], Answer], hints: Hints) -> Callable[[Session], Answer]:
    """The same unit, which leaves behind what it hints at."""

    def noted(session: Session) -> Answer:
        answer = unit(session)
        hints[:] = session.hints  # those of the last time, where a conflict was tried again
        return answer

    return noted


@dataclass(frozen=True, slots=True)
class Work:
    """Where a plan does what it may not do by itself: wait for a place, leave the event loop, write."""

    database: Database
    executor: Executor
    gate: Gate
    running: Running
    timeout: float
    """Seconds that a write may take before it is answered 503 (not begun) or 504 (outcome unknown)."""
    hops: bool
    """Whether even short work leaves the event loop, because the database is a network away."""
    wake: Callable[[str, Iterable[str]], None] = nobody
    """Who hears, once it is durable, where something is to be delivered: a hint, which may be lost."""

    async def gated(
        self, importance: Importance, exchange: Exchange, step: Callable[[Exchange], Awaitable[T]]
    ) -> T:
        """Carry the exchange through `step` as soon as the gate lets it in; raises `Overloaded` if it never does."""
        gate = self.gate
        waiting = gate.enter(importance)
        if waiting is not None:
            await gate.admitted(waiting)
        try:
            return await step(exchange)
        finally:
            gate.leave()

    def _hint(self, hints: Hints) -> None:
        for tenant, ids in hints:
            self.wake(tenant, ids)

    async def submit(self, unit: Callable[[Session], Answer]) -> Answer:
        """Run a unit of work by the database's writer; answered when it is durable, or when time is up."""
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[Answer] = loop.create_future()

        def settle(answer: Answer | None, exc: BaseException | None) -> None:
            if outcome.done():
                return
            if exc is not None:
                outcome.set_exception(exc)
            elif answer is not None:
                outcome.set_result(answer)

        hints: Hints = []

        def done(answer: Answer | None, exc: BaseException | None) -> None:
            loop.call_soon_threadsafe(settle, answer, exc)
            if exc is None:
                self._hint(hints)

        ticket = self.database.submit(_noting(unit, hints), done)

        def give_up() -> None:
            if not outcome.done():
                never = ticket.cancel()
                outcome.set_exception(
                    Overloaded(retry_after=_RETRY_AFTER) if never else OutcomeUnknown()
                )

        timer = loop.call_later(self.timeout, give_up)
        try:
            return await outcome
        finally:
            timer.cancel()
