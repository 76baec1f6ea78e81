"""Receive a body of parts as it comes: the file to the disk, the JSON part to be judged like any body."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from contract.errors import (
    Fault,
    FileTooLarge,
    InvalidRequest,
    PayloadTooLarge,
    UnsupportedMediaType,
)
from contract.multipart import MEDIA_TYPE, parts_of
from conventions import schemas, wellformed
from storage import Incoming
from storage.image import redrawn
from storage.name import file_name

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from concurrent.futures import Executor
    from pathlib import Path

    from contract.facts import Contract, Operation
    from contract.multipart import Parts
    from contract.rules import Upload as Rule
    from conventions.exchange import Exchange
    from storage import Upload

_JSON = "application/json"
_AROUND = 16_384
"""Bytes for boundaries, headers of parts and what stands around them."""


class Reception:
    """The parts of one body, taken as the parser finds them. Nothing of the file stays in memory."""

    def __init__(self, parts: Parts, rule: Rule, folder: Path, data_limit: int) -> None:
        self._parts, self._rule, self._folder, self._data_limit = parts, rule, folder, data_limit
        self._seen: set[str] = set()
        self._part = self._field = self._value = b""
        self._headers: dict[bytes, bytes] = {}
        self.incoming: Incoming | None = None
        self.data = bytearray()
        self.ended = False

    def callbacks(self) -> dict[str, Callable[..., None]]:
        """What `MultipartParser` calls."""
        return {
            "on_part_begin": self._headers.clear,
            "on_header_field": self._name,
            "on_header_value": self._text,
            "on_header_end": self._header,
            "on_headers_finished": self._begin,
            "on_part_data": self._take,
            "on_end": self._end,
        }

    def missing(self) -> list[Fault]:
        """Parts that should have come."""
        parts = self._parts
        wanted = ((parts.data, parts.data_required), (parts.file, parts.file_required))
        names = [name for name, required in wanted if required and name not in self._seen]
        return [Fault(f"body.{name}", "is required") for name in names]

    def _name(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _text(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header(self) -> None:
        self._headers[self._field.lower()] = self._value
        self._field = self._value = b""

    def _begin(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition"))
        name = options.get(b"name", b"").decode(errors="replace")
        if name not in (self._parts.file, self._parts.data):
            raise InvalidRequest(Fault(f"body.{name}"[:200], "is not a known part"))
        if name in self._seen:
            raise InvalidRequest(Fault(f"body.{name}", "is given more than once"))
        self._seen.add(name)
        if name == self._parts.file:
            rule, called = self._rule, file_name(options.get(b"filename"))
            self.incoming = Incoming(self._folder, limit=rule.limit, types=rule.types, name=called)
        else:
            kind, options = parse_options_header(self._headers.get(b"content-type"))
            if kind != _JSON.encode() or options.get(b"charset", b"utf-8").lower() != b"utf-8":
                raise InvalidRequest(
                    Fault(f"body.{name}", "must be a part of the type {type}", type=_JSON)
                )
        self._part = name.encode()

    def _take(self, data: bytes, start: int, end: int) -> None:
        if self.incoming is not None and self._part == self._parts.file.encode():
            self.incoming.write(memoryview(data)[start:end])
            return
        self.data += data[start:end]
        if len(self.data) > self._data_limit:
            raise PayloadTooLarge(limit=self._data_limit)

    def _end(self) -> None:
        self.ended = True


class Intake:
    """Receives the bodies of one operation; called behind the credentials and before the handler's turn."""

    def __init__(
        self, parts: Parts, rule: Rule, folder: Path, data_limit: int, executor: Executor
    ) -> None:
        self._parts, self._rule, self._folder, self._data_limit = parts, rule, folder, data_limit
        self._executor = executor
        self._most = rule.limit + data_limit + _AROUND

    async def take(self, exchange: Exchange, receive: Callable[[], Awaitable[Any]]) -> None:
        """Fill `exchange.upload` and `exchange.body`; where that fails, nothing is left on the disk."""
        declared = exchange.headers.get("content-length", "")
        known = declared.isdecimal() and len(declared) < 20  # noqa: PLR2004 - as text, of 64 bits
        if declared and not (known and int(declared) <= self._most):
            raise FileTooLarge(limit=self._rule.limit)
        reception = Reception(self._parts, self._rule, self._folder, self._data_limit)
        parser = MultipartParser(_boundary(exchange), reception.callbacks())  # type: ignore[arg-type]  # only some of the callbacks
        try:
            await self._feed(parser, receive)
            if not reception.ended:
                raise _malformed()
            missing = reception.missing()
            if missing:
                raise InvalidRequest(*missing)
            if reception.incoming is not None:
                exchange.upload = await self._finished(reception.incoming)
            exchange.body = bytes(reception.data)
        except FormParserError as exc:
            raise _malformed() from exc
        finally:
            if exchange.upload is None and reception.incoming is not None:
                reception.incoming.discard()

    async def _finished(self, incoming: Incoming) -> Upload:
        run = asyncio.get_running_loop().run_in_executor
        received = await run(self._executor, incoming.finish)
        if self._rule.picture:  # here, because the database's one writer must not wait for it
            received = await run(self._executor, redrawn, received)
        return received

    async def _feed(self, parser: MultipartParser, receive: Callable[[], Awaitable[Any]]) -> None:
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise wellformed.ClientGone
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > self._most:
                raise FileTooLarge(limit=self._rule.limit)
            parser.write(chunk)
            more = message.get("more_body", False)


def _boundary(exchange: Exchange) -> bytes:
    kind, options = parse_options_header(exchange.headers.get("content-type"))
    if kind != MEDIA_TYPE.encode():
        raise UnsupportedMediaType(expected=MEDIA_TYPE)
    boundary = options.get(b"boundary", b"")
    if not 1 <= len(boundary) <= 70:  # noqa: PLR2004 - RFC 2046, 5.1.1
        raise _malformed()
    return boundary


def _malformed() -> InvalidRequest:
    return InvalidRequest(Fault("body", "is not well-formed multipart/form-data"))


def bind_intake(
    operation: Operation, contract: Contract, folder: Path, executor: Executor
) -> Intake | None:
    """The reception of one operation's bodies, or None without `upload`."""
    rule = operation.rules.upload
    if rule is None:
        return None
    parts = parts_of(operation.definition["requestBody"], contract.resolve)
    return Intake(parts, rule, folder, contract.rules.body_limit, executor)


def bind_body(
    operation: Operation, contract: Contract, compiler: schemas.Schemas
) -> Callable[[Exchange], None]:
    """The link that passes the file (or None) on as `upload` and the JSON part, parsed and validated, as `body`."""
    parts = parts_of(operation.definition["requestBody"], contract.resolve)
    validator = None if parts.data is None else compiler.request(parts.schema)
    depth = contract.rules.json_depth

    def check(exchange: Exchange) -> None:
        exchange.arguments["upload"] = exchange.upload
        if validator is None:
            return
        if not exchange.body and not parts.data_required:
            exchange.arguments["body"] = None
            return
        value = wellformed.parse(exchange.body, depth=depth)
        if not validator.is_valid(value):
            raise InvalidRequest(*schemas.faults(validator, value, "body"))
        exchange.arguments["body"] = value

    return check
