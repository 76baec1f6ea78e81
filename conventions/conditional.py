"""Tie a call to the state that its caller knows: `ETag`, `If-None-Match` and `If-Match` (RFC 9110, 13)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from contract.facts import Operation
    from conventions.exchange import Answer, Exchange

_VERSION = re.compile(r"0|[1-9][0-9]{0,17}")
_TAG = re.compile(r'(?:^|,)\s*(W/)?"([\x21\x23-\x7e]*)"')


def tag(version: object) -> str:
    """The strong entity tag of a version."""
    return f'"{version}"'


def tags(field: str, *, weak: bool) -> frozenset[str] | None:
    """The opaque tags that a header lists, None for `*`; weak ones only where weak comparison is allowed."""
    if field.strip() == "*":
        return None
    return frozenset(text for prefix, text in _TAG.findall(field) if weak or not prefix)


def versions(field: str) -> frozenset[int] | None:
    """The versions that `If-Match` lists, by strong comparison; None for `*`. Tags that are not ours match nothing."""
    listed = tags(field, weak=False)
    if listed is None:
        return None
    return frozenset(int(text) for text in listed if _VERSION.fullmatch(text))


def bind_expected(operation: Operation) -> Callable[[Exchange], None] | None:
    """The link that passes `If-Match` on as `expected`, or None where the operation does not honour it."""
    rule = operation.rules.conditional
    if rule is None or not rule.match:
        return None

    def expect(exchange: Exchange) -> None:
        field = exchange.headers.get("if-match")
        exchange.arguments["expected"] = None if field is None else versions(field)

    return expect


def bind_answer(
    operation: Operation,
) -> Callable[[Exchange, Mapping[str, Any], Answer], Answer] | None:
    """The link that gives the answer its `ETag`, and answers 304 to a reader who has it already."""
    rule = operation.rules.conditional
    if rule is None or rule.etag is None:
        return None
    name, reads = rule.etag, operation.method == "get"

    def stamp(exchange: Exchange, value: Mapping[str, Any], answer: Answer) -> Answer:
        current = tag(value[name])
        answer.headers.append((b"etag", current.encode()))
        field = exchange.headers.get("if-none-match") if reads else None
        if field is not None:
            known = tags(field, weak=True)
            if known is None or str(value[name]) in known:
                answer.status, answer.body = 304, b""
                answer.headers = [pair for pair in answer.headers if pair[0] != b"content-type"]
        return answer

    return stamp
