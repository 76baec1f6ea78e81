"""Let a key reach what its scopes name: everything of a kind, or single ones by their ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from contract.errors import Forbidden

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.facts import Operation
    from conventions.exchange import Exchange

EVERY_SCOPE = "*"
_SCOPE = re.compile(r"([^:]+:[^:]+):(read|write)")


def sufficient(kind: str, mode: str) -> tuple[str, ...]:
    """The scopes of which one is enough for everything of a kind (`messaging:queues`): to write is to read."""
    return (f"{kind}:write",) if mode == "write" else (f"{kind}:read", f"{kind}:write")


def visible(granted: frozenset[str], enough: tuple[str, ...]) -> frozenset[str] | None:
    """The ids that these scopes reach; None means all."""
    if EVERY_SCOPE in granted or not granted.isdisjoint(enough):
        return None
    starts = tuple(f"{scope}:" for scope in enough)
    return frozenset(
        scope[len(start) :]
        for scope in granted
        for start in starts
        if scope.startswith(start) and scope != start
    )


def alternatives(scope: str) -> tuple[str, ...]:
    """The scope, and the one that includes it: the write of a kind includes its read."""
    match = _SCOPE.fullmatch(scope)
    return sufficient(*match.groups()) if match else (scope,)


def reaches(granted: frozenset[str], enough: tuple[str, ...], item: Any) -> bool:
    """Whether one of the scopes is granted for everything, or for the `id` of this object."""
    if not granted.isdisjoint(enough):
        return True
    id = item.get("id") if isinstance(item, dict) else None
    return id is not None and not granted.isdisjoint(f"{scope}:{id}" for scope in enough)


def bind(operation: Operation) -> Callable[[Exchange], None] | None:
    """The link of one operation, or None without `access`. It stands where scopes stand, behind the rate limit."""
    rule = operation.rules.access
    if rule is None:
        return None
    kind, mode, target = f"{operation.api}:{rule.resource}", rule.mode, rule.target
    enough, needed = sufficient(kind, mode), f"{kind}:{mode}"
    everything = frozenset({EVERY_SCOPE, *enough})

    def reach_one(exchange: Exchange) -> None:
        if everything.isdisjoint(exchange.granted):
            id = exchange.path_values[target or ""]
            if exchange.granted.isdisjoint(f"{scope}:{id}" for scope in enough):
                raise Forbidden(scope=f"{needed}:{id}")

    def reach_all(exchange: Exchange) -> None:
        if everything.isdisjoint(exchange.granted):
            raise Forbidden(scope=needed)

    def reach_some(exchange: Exchange) -> None:
        ids = visible(exchange.granted, enough)
        if ids is not None and not ids:
            raise Forbidden(scope=needed)
        exchange.arguments["visible"] = ids

    if target is not None:
        return reach_one
    return reach_some if mode == "read" else reach_all
