"""Continue the caller's W3C trace, or begin one, so that every log line and error can be tied to one call."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.rules import Trace
    from conventions.exchange import Exchange

_LENGTH = 55
"""Characters of version 00; later versions may be longer."""

_TRACEPARENT = re.compile(
    r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?"
)


def choose(offered: str | None) -> str:
    """The trace id of a well-formed `traceparent` (W3C Trace Context, 3.2), or a new one; 32 hex digits."""
    if offered is not None:
        match = _TRACEPARENT.fullmatch(offered)
        if match is not None and (not offered.startswith("00") or len(offered) == _LENGTH):
            return match.group(1)
    return secrets.token_hex(16)


def bind(rule: Trace | None) -> Callable[[Exchange], None]:
    """The link of an API; by `trace`, the id stands also in a header of its own on every answer."""
    if rule is None:
        return follow
    name = rule.header.encode()

    def follow_and_tell(exchange: Exchange) -> None:
        follow(exchange)
        exchange.answer_headers.append((name, exchange.trace_id.encode()))

    return follow_and_tell


def follow(exchange: Exchange) -> None:
    """Give the call its trace and span, and say them back in `traceresponse` (Trace Context, level 2)."""
    exchange.trace_id = choose(exchange.headers.get("traceparent"))
    exchange.span_id = secrets.token_hex(8)
    value = f"00-{exchange.trace_id}-{exchange.span_id}-01"
    exchange.answer_headers.append((b"traceresponse", value.encode()))
