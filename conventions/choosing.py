"""Turn `select` and `sort` into the parts and the order that the handler is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.errors import Fault, InvalidRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from contract.facts import Operation
    from conventions.exchange import Exchange


def parts(words: Iterable[str], default: Iterable[str]) -> frozenset[str]:
    """The default parts with what the words add and, with a hyphen, take away; the last word counts."""
    chosen = set(default)
    for word in words:
        if word.startswith("-"):
            chosen.discard(word[1:])
        else:
            chosen.add(word)
    return frozenset(chosen)


def order(words: Sequence[str]) -> tuple[str, ...]:
    """The order as it was asked for; raise `InvalidRequest` when it names a field twice."""
    seen: set[str] = set()
    for word in words:
        name = word.removeprefix("-")
        if name in seen:
            raise InvalidRequest(Fault("query.sort", 'must not name "{field}" twice', field=name))
        seen.add(name)
    return tuple(words)


def bind_select(operation: Operation) -> Callable[[Exchange], None] | None:
    """The link of one operation, behind validation; or None where its items have no parts."""
    rule = operation.rules.select
    if rule is None:
        return None
    default = rule.default

    def select(exchange: Exchange) -> None:
        exchange.arguments["select"] = parts(exchange.arguments.get("select", ()), default)

    return select


def bind_sort(operation: Operation) -> Callable[[Exchange], None] | None:
    """The link of one operation, behind validation; or None where the caller cannot choose the order."""
    rule = operation.rules.sort
    if rule is None:
        return None

    def sort(exchange: Exchange) -> None:
        exchange.arguments["sort"] = order(exchange.arguments.get("sort", ()))

    return sort
