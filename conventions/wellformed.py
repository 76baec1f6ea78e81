"""Let only bodies through that are UTF-8, JSON without surprises, and within the document's limits."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, NoReturn

import orjson

from contract.errors import Fault, HeadersTooLarge, InvalidRequest, PayloadTooLarge, phrase

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from conventions.exchange import Exchange

_STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"\s*+(:?)')
"""Every string of a faultless JSON text, and whether it is a name. Possessive: one pass, whatever the text."""

_RISKY_NUMBER = re.compile(rb"(?:^|[\s\[:,])-?(?:[0-9]{16}|[0-9][0-9.]*+[eE])")
_LONGEST = len(str(-(2**63)))
_CONTAINERS = (dict, list)


def parse(body: bytes, *, depth: int) -> Any:
    """The JSON value of `body`; raise `InvalidRequest` for what would be lost or misread.

    Refused besides faulty JSON: bytes that are not UTF-8, names given twice (RFC 8259, 4: behaviour unpredictable),
    integers beyond 64 bits and numbers beyond a double (they would change on the way), U+0000, nesting over `depth`.
    """
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as exc:
        if exc.msg in _TELLING:
            _refuse(_TELLING[exc.msg])
        _refuse(
            phrase("is not JSON in UTF-8 (line {line}, column {column})"),
            line=exc.lineno,
            column=exc.colno,
        )
    if isinstance(value, _CONTAINERS) and _names(value, depth) != _STRINGS.findall(body).count(
        b":"
    ):
        _refuse(phrase("names a property twice"))
    if b"\\u0000" in body and _has_nul(value):
        _refuse(phrase("must not contain the character U+0000"))
    if _RISKY_NUMBER.search(body):
        _check_numbers(body)
    return value


_TELLING = {
    "depth limit exceeded": phrase("is nested too deeply"),
    "number is infinity when parsed as double": phrase("contains a number too large for a double"),
}
"""What orjson finds too much rather than faulty, in the words of the checks below."""


def _refuse(template: str, **facts: object) -> NoReturn:
    raise InvalidRequest(Fault("body", template, **facts)) from None


def _names(value: Any, depth: int) -> int:
    """How many property names stand in `value`; refuses nesting deeper than `depth`."""
    names, level = 0, [value]
    while level:
        if depth < 1:
            _refuse(phrase("is nested too deeply"))
        depth -= 1
        inner: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                names += len(item)
                item = item.values()  # noqa: PLW2901 - the values of either kind are looked at alike
            inner += [child for child in item if isinstance(child, _CONTAINERS)]
        level = inner
    return names


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_has_nul(key) or _has_nul(child) for key, child in value.items())
    return isinstance(value, list) and any(map(_has_nul, value))


def _check_numbers(body: bytes) -> None:
    """Parse again by the exact, slow parser: only bodies with very long or exponential digits come here."""

    def whole(text: str) -> int:
        if len(text) > _LONGEST or not -(2**63) <= int(text) < 2**63:
            _refuse(phrase("contains an integer beyond 64 bits"))
        return int(text)

    def real(text: str) -> float:
        if math.isinf(float(text)):
            _refuse(phrase("contains a number too large for a double"))
        return float(text)

    json.loads(body, parse_int=whole, parse_float=real)


def bind_header_limit(limit: int) -> Callable[[Exchange], None]:
    """The link that refuses headers of more than `limit` bytes in all (RFC 6585, 5)."""

    def weigh(exchange: Exchange) -> None:
        headers = exchange.headers
        if sum(map(len, headers)) + sum(map(len, headers.values())) > limit:
            raise HeadersTooLarge(limit=limit)

    return weigh


def refuse_size(exchange: Exchange) -> None:
    """Raise what `read` found: to callers that are known by now, and after the limit on their calls."""
    if exchange.body_refused is not None:
        raise exchange.body_refused


async def read(receive: Callable[[], Awaitable[Any]], declared: str | None, limit: int) -> bytes:
    """The whole body; raise `PayloadTooLarge` as soon as it is known to be over `limit` bytes.

    `declared` is the `Content-Length`; the limit holds for bodies without one, too.
    """
    if declared is not None and not (
        declared.isdecimal() and len(declared) < _LONGEST and int(declared) <= limit
    ):
        raise PayloadTooLarge(limit=limit)
    chunks, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise PayloadTooLarge(limit=limit)
        chunks.append(chunk)
        more = message.get("more_body", False)
    return b"".join(chunks)


class ClientGone(Exception):  # noqa: N818 - not an error of ours: nobody is left to answer
    """The caller went away before its request was whole: nothing was executed."""
