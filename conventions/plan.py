"""Carry one operation's calls through its links; compiled at start-up, so it has only the links it needs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from contract.errors import (
    IdempotencyKeyRunning,
    OutcomeUnknown,
    Overloaded,
    PayloadTooLarge,
    RateLimited,
    RequestIdUsed,
)
from conventions import wellformed
from conventions.errors import translated

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from contract.errors import Refusal
    from contract.rules import Importance
    from conventions.audit import Recorder
    from conventions.exchange import Answer, Exchange
    from conventions.idempotency import Records
    from conventions.upload import Intake
    from conventions.work import Work
    from models.session import Session

    Link = Callable[[Exchange], None]

_NOT_RECORDED = (IdempotencyKeyRunning, Overloaded, OutcomeUnknown, RateLimited)
"""Refusals of calls that were not executed, or may still be: their request id may be used again."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One operation, compiled: calling it takes an exchange to its answer, whatever happens on the way."""

    operation_id: str
    writes: bool
    inline: bool
    importance: Importance
    body_limit: int | None
    """Bytes; None where the operation takes no body."""
    arrival: tuple[Link, ...]
    """Links that need neither body nor database."""
    door: tuple[Link, ...]
    """Links that decide whether a file is received at all; empty where the body is none."""
    intake: Intake | None
    admission: tuple[Link, ...]
    """Links that decide whether the handler is called, and with what."""
    call: Callable[[Session, Exchange], Any]
    conclude: Callable[[Exchange, Any], Answer]
    publish: Callable[[Session, str], None]
    records: Records | None
    recorder: Recorder | None
    render: Callable[[Refusal, Exchange], Answer]
    work: Work

    async def __call__(self, exchange: Exchange, receive: Callable[[], Awaitable[Any]]) -> Answer:
        """The answer to one call; raises only `wellformed.ClientGone`."""
        try:
            for link in self.arrival:
                link(exchange)
            if self.intake is not None:
                await self.work.gated(self.importance, exchange, self._open)
                await self.intake.take(exchange, receive)
            elif self.body_limit is not None:
                await self._read_body(exchange, receive, self.body_limit)
            return await self.work.gated(self.importance, exchange, self._execute)
        except wellformed.ClientGone:
            raise
        except Exception as exc:  # noqa: BLE001 - everything that went wrong gets an answer, foreign errors a log entry
            return await self._refused(exchange, exc)
        finally:
            if exchange.upload is not None:
                exchange.upload.discard()

    async def _open(self, exchange: Exchange) -> None:
        """Ask who calls before the file is received; it comes while the gate is open to others."""

        def pass_door() -> None:
            for link in self.door:
                link(exchange)

        run = asyncio.get_running_loop().run_in_executor
        await run(self.work.executor, pass_door)

    async def _read_body(
        self, exchange: Exchange, receive: Callable[[], Awaitable[Any]], limit: int
    ) -> None:
        """Take the body in; its size is complained of after the credentials, to known callers only."""
        try:
            exchange.body = await wellformed.read(
                receive, exchange.headers.get("content-length"), limit
            )
        except PayloadTooLarge as exc:
            exchange.body_refused = exc

    async def _execute(self, exchange: Exchange) -> Answer:
        run = asyncio.get_running_loop().run_in_executor
        if not self.writes:
            if self.inline:
                answer = self._read(exchange)
            else:
                answer = await run(self.work.executor, self._read, exchange)
            return await self._recorded(exchange, answer)
        if self.work.hops:
            await run(self.work.executor, self._admit, exchange)
        else:
            self._admit(exchange)
        if exchange.filing is None:
            return await self._change(exchange)
        try:
            answer = await self._change(exchange)
        except Exception as exc:
            if not isinstance(exc, OutcomeUnknown):
                exchange.filing.undo()
            raise
        exchange.filing.settle()
        return answer

    async def _change(self, exchange: Exchange) -> Answer:
        if exchange.idempotency_key is None or exchange.caller is None:
            return await self.work.submit(lambda session: self._write(session, exchange))
        name = (exchange.caller.tenant, exchange.idempotency_key)
        await self.work.running.enter(name)
        try:
            return await self.work.submit(lambda session: self._write(session, exchange))
        finally:
            self.work.running.leave(name)

    def _admit(self, exchange: Exchange) -> None:
        for link in self.admission:
            link(exchange)

    def _read(self, exchange: Exchange) -> Answer:
        self._admit(exchange)

        def unit(session: Session) -> Answer:
            session.caller = exchange.caller
            return self.conclude(exchange, self.call(session, exchange))

        exchange.executed = True
        return self.work.database.read(unit)

    def _write(self, session: Session, exchange: Exchange) -> Answer:
        """The whole unit of work: all of it is committed, or none."""
        session.caller = exchange.caller
        if exchange.filing is not None:
            exchange.filing.renew()
        tenant = exchange.caller.tenant if exchange.caller is not None else ""
        key = exchange.idempotency_key
        stored = (
            self.records.replay(session, exchange, tenant, key) if self.records and key else None
        )
        if stored is not None:
            answer, first = stored
        else:
            first = None
            exchange.executed = True
            answer = self.conclude(exchange, self.call(session, exchange))
            self.publish(session, tenant)
            if self.records is not None and key:
                self.records.keep(session, exchange, tenant, key, answer)
        if self.recorder is not None:
            self.recorder.record(session, exchange, answer, first)
        return answer

    async def _recorded(self, exchange: Exchange, answer: Answer) -> Answer:
        """Write the record of a call that has changed nothing, and with it the outcome of its idempotency key."""
        recorder, key, caller = self.recorder, exchange.idempotency_key, exchange.caller
        records = self.records if exchange.executed and key else None
        if caller is None or (recorder is None and records is None):
            return answer

        def unit(session: Session) -> Answer:
            session.caller = caller
            if records is not None and key:
                records.keep_refusal(session, exchange, caller.tenant, key, answer)
            if recorder is not None:
                recorder.record(session, exchange, answer)
            return answer

        return await self.work.submit(unit)

    async def _refused(self, exchange: Exchange, exc: Exception) -> Answer:
        refusal = translated(exc, exchange)
        answer = self.render(refusal, exchange)
        try:
            if isinstance(refusal, RequestIdUsed):
                return await self._repeated(exchange, answer)
            if isinstance(refusal, _NOT_RECORDED):
                return answer
            return await self._recorded(exchange, answer)
        except Exception as again:  # noqa: BLE001 - a used request id, a full disk, a busy database
            return self.render(translated(again, exchange), exchange)

    async def _repeated(self, exchange: Exchange, answer: Answer) -> Answer:
        recorder = self.recorder
        if recorder is None:
            return answer

        def unit(session: Session) -> Answer:
            recorder.repeat(session, exchange)
            return answer

        return await self.work.submit(unit)
