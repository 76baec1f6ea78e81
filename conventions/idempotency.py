"""Run a write at most once per idempotency key, and replay its answer byte for byte."""

from __future__ import annotations

import asyncio
import hashlib
import re
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import orjson

from contract.errors import Fault, IdempotencyKeyRunning, InvalidRequest
from conventions.exchange import Answer
from models import idempotency as records

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from contract.facts import Api, Operation
    from conventions.exchange import Exchange
    from models.session import Session

_ACCEPTABLE = re.compile(r"[\x21-\x7e]{1,255}")
REPLAYED = (b"idempotent-replayed", b"true")


def chosen(headers: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    """The key under any of its header's names; raise `InvalidRequest` for a malformed one or two different ones."""
    given = {name: headers[name.lower()] for name in names if name.lower() in headers}
    faults = [
        Fault(f"header.{name}", "must be 1 to 255 visible ASCII characters")
        for name, value in given.items()
        if not _ACCEPTABLE.fullmatch(value)
    ]
    if len(set(given.values())) > 1:
        faults.append(
            Fault(f"header.{next(iter(given))}", "has another value under another of its names")
        )
    if faults:
        raise InvalidRequest(*faults)
    return next(iter(given.values()), None)


def fingerprint(exchange: Exchange, operation_id: str) -> str:
    """A digest of operation, path, query, body and file: what a repeated call must have in common with the first."""
    told = [operation_id, exchange.path, exchange.query.decode("latin-1")]
    if exchange.upload is not None:
        told += [exchange.upload.sha256, exchange.upload.name or ""]
    return hashlib.blake2b(orjson.dumps(told) + exchange.body, digest_size=16).hexdigest()


class Running:
    """The keys whose first call runs in this process; a second call waits for it, and not forever.

    Used on the event loop alone. Calls of other processes are held back by the record's primary key.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._turns: dict[tuple[str, str], asyncio.Future[None]] = {}

    async def enter(self, name: tuple[str, str]) -> None:
        """Take the key's turn; raise `IdempotencyKeyRunning` after `patience` seconds."""
        loop = asyncio.get_running_loop()
        end = loop.time() + self._patience
        while (turn := self._turns.get(name)) is not None:
            done, _ = await asyncio.wait([turn], timeout=max(0.0, end - loop.time()))
            if not done:
                raise IdempotencyKeyRunning(retry_after=max(1, round(self._patience)))
        self._turns[name] = loop.create_future()

    def leave(self, name: tuple[str, str]) -> None:
        """Give the turn to those who wait."""
        self._turns.pop(name).set_result(None)


class Records:
    """The stored answers of one operation."""

    def __init__(self, operation_id: str, keep: timedelta) -> None:
        self._operation_id = operation_id
        self._keep = keep

    def replay(
        self, session: Session, exchange: Exchange, tenant: str, key: str
    ) -> tuple[Answer, str | None] | None:
        """Claim the key for this unit of work, or give the stored answer and its request's id.

        Raises `IdempotencyKeyReused` for another call, and `IdempotencyKeyRunning`.
        """
        exchange.fingerprint = fingerprint(exchange, self._operation_id)
        stored = records.begin(session, tenant, key, exchange.fingerprint)
        if stored is None:
            return None
        headers = [(name.encode(), value.encode()) for name, value in stored.headers.items()]
        return Answer(stored.status, [*headers, REPLAYED], stored.body), stored.request_id

    def keep(
        self, session: Session, exchange: Exchange, tenant: str, key: str, answer: Answer
    ) -> None:
        """Store the answer of the unit of work that claimed the key."""
        records.store(
            session,
            tenant,
            key,
            exchange.fingerprint,
            status=answer.status,
            headers={name.decode(): value.decode() for name, value in answer.headers},
            body=answer.body,
            expires=session.now + self._keep,
        )

    def keep_refusal(
        self, session: Session, exchange: Exchange, tenant: str, key: str, answer: Answer
    ) -> None:
        """Store a refusal: the claim was undone with the unit of work that it ended.

        Never kept are refusals that may pass by themselves (429, 5xx), and those about the key.
        """
        passing = answer.status == HTTPStatus.TOO_MANY_REQUESTS or answer.status >= 500  # noqa: PLR2004
        if not passing and records.begin(session, tenant, key, exchange.fingerprint) is None:
            self.keep(session, exchange, tenant, key, answer)


def bind_key(operation: Operation, api: Api) -> Callable[[Exchange], None] | None:
    """The link that takes the key from the headers, or None where the operation is not idempotent by key."""
    rule = api.rules.idempotency_key
    if operation.rules.idempotent is None or rule is None:
        return None
    names = rule.headers

    def take(exchange: Exchange) -> None:
        exchange.idempotency_key = chosen(exchange.headers, names)

    return take


def bind_records(operation: Operation, api: Api) -> Records | None:
    """The store of one operation, or None as above."""
    own, rule = operation.rules.idempotent, api.rules.idempotency_key
    if own is None or rule is None:
        return None
    return Records(operation.id, timedelta(seconds=own.keep or rule.keep))
