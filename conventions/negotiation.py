"""Refuse media types that the operation does not speak: `Accept` with 406, `Content-Type` with 415."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from contract.errors import NotAcceptable, UnsupportedMediaType

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.facts import Operation
    from conventions.exchange import Exchange

_UTF8 = frozenset({"utf-8", "utf8"})


def media_type(text: str) -> tuple[str, dict[str, str]]:
    """`Application/JSON; Charset="UTF-8"` → `("application/json", {"charset": "utf-8"})`, all lower-case."""
    essence, *rest = text.lower().split(";")
    pairs = (part.partition("=") for part in rest)
    return essence.strip(), {name.strip(): value.strip().strip('"') for name, _, value in pairs}


@lru_cache(maxsize=1024)
def accepts(accept: str, produced: frozenset[str]) -> bool:
    """Whether one of the produced types is acceptable; the most specific range decides (RFC 9110, 12.5.1)."""
    ranges = dict(_range(part) for part in accept.split(",") if part.strip())
    return not ranges or any(_quality(kind, ranges) > 0 for kind in produced)


def _range(part: str) -> tuple[str, float]:
    essence, parameters = media_type(part)
    try:
        quality = float(parameters.get("q", "1"))
    except ValueError:
        quality = 0.0
    return essence, quality


def _quality(kind: str, ranges: dict[str, float]) -> float:
    for candidate in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        if candidate in ranges:
            return ranges[candidate]
    return 0.0


@lru_cache(maxsize=1024)
def spoken(content_type: str, consumed: frozenset[str]) -> bool:
    """Whether a body of this type is understood: a consumed type, in UTF-8 where a charset is named."""
    essence, parameters = media_type(content_type)
    return essence in consumed and parameters.get("charset", "utf-8") in _UTF8


def bind_accept(operation: Operation) -> Callable[[Exchange], None]:
    """The link that refuses an `Accept` which the operation's answer cannot satisfy.

    Refusals are sent in the API's own shape whatever was accepted (RFC 9110, 12.5.1 allows it).
    """
    produced = frozenset(
        kind
        for status, response in operation.definition["responses"].items()
        if status.startswith("2")
        for kind in response.get("content", {})
    ) or frozenset({"application/json"})
    offer = ", ".join(sorted(produced))

    def negotiate(exchange: Exchange) -> None:
        accept = exchange.headers.get("accept")
        if accept is not None and accept != "*/*" and not accepts(accept, produced):
            raise NotAcceptable(available=offer)

    return negotiate


def bind_content_type(operation: Operation) -> Callable[[Exchange], None] | None:
    """The link that refuses bodies of another type or charset, or None for operations without a body."""
    if "requestBody" not in operation.definition:
        return None
    consumed = frozenset(operation.definition["requestBody"]["content"])
    offer = ", ".join(sorted(consumed))

    def require(exchange: Exchange) -> None:
        content_type = exchange.headers.get("content-type")
        if content_type is None and not exchange.body:
            return
        if content_type is None or not spoken(content_type, consumed):
            raise UnsupportedMediaType(expected=offer)

    return require
