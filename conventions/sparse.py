"""Reduce a body to what it changes: null leaves a property as it is, and the zero UUID clears a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from contract.facts import Contract, Operation
    from conventions.exchange import Exchange

ZERO = "00000000-0000-0000-0000-000000000000"


def changes(body: Mapping[str, Any], inner: Mapping[str, Any]) -> dict[str, Any]:
    """What `body` changes; `inner` names the properties that are objects themselves, each with its own."""
    found: dict[str, Any] = {}
    for name, value in body.items():
        if value is None:
            continue
        if name in inner:
            below = changes(value, inner[name])
            if below:
                found[name] = below
        else:
            found[name] = value
    return found


def cleared(body: dict[str, Any], clears: tuple[str, ...]) -> dict[str, Any]:
    """The same with None for references that are to be cleared."""
    return body | {name: None for name in clears if body.get(name) == ZERO}


def bind(operation: Operation, contract: Contract) -> Callable[[Exchange], None] | None:
    """The link of one operation, behind validation; or None where the body is not sparse."""
    rule = operation.rules.sparse
    if rule is None:
        return None
    (content,) = operation.definition["requestBody"]["content"].values()
    inner = _inner(contract.resolve(content["schema"]))

    def reduce(exchange: Exchange) -> None:
        body = changes(exchange.arguments["body"], inner)
        exchange.arguments["body"] = cleared(body, rule.clears)

    return reduce


def _inner(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The properties that are objects; completion has put their schemas in place of references."""
    return {
        name: _inner(value) for name, value in schema["properties"].items() if "properties" in value
    }
