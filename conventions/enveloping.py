"""Put an answer into its envelope, and say beside it where the object is and what lies below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contract.completion.envelope import name_of
from contract.completion.linked import LINKS, SELF, leading, path_of
from contract.pointer import keys_of
from conventions.exchange import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from contract.facts import Contract, Operation
    from conventions.exchange import Exchange

    Path = Callable[[Exchange, Any], str | None]
    Rewrite = Callable[[Exchange, Any], Any]

_OF_CALL = "$request.path."


def bind(operation: Operation, contract: Contract) -> Rewrite | None:
    """From what the answer is to the same in its envelope; None where it has none, or has that of its page."""
    paged, rules = operation.rules.paged, contract.apis[operation.api].rules
    name = name_of(rules, operation.rules)
    if name is None or (paged is not None and paged.style != "page"):
        return None
    responses = operation.definition["responses"].items()
    response = next(response for status, response in responses if status.startswith("2"))
    if not response.get("content"):
        return None
    if rules.envelope != "named":
        return lambda _exchange, value: {name: value}
    link = _linker(operation, contract, response)
    return lambda exchange, value: link(exchange, {name: value})


def _linker(operation: Operation, contract: Contract, response: Mapping[str, Any]) -> Rewrite:
    """From an answer in its envelope to the same with `_links`, by the links that the document declares."""
    links = {key: contract.resolve(link) for key, link in response.get("links", {}).items()}
    paths: dict[str, Path] = {SELF: lambda exchange, _value: exchange.at(operation.path)}
    to_self = path_of(contract.document, links[SELF]) if SELF in links else None
    if to_self is not None:
        paths[SELF] = _path(to_self, links[SELF].get("parameters", {}))
    for name, (template, given) in leading(contract.document, operation.path, links).items():
        paths[name] = _path(template, given)

    def link(exchange: Exchange, value: Any) -> dict[str, Any]:
        found = {name: path(exchange, value) for name, path in paths.items()}
        return {**value, LINKS: {name: {"href": at} for name, at in found.items() if at}}

    return link


def _path(template: str, given: Mapping[str, str]) -> Path:
    """The path with values by runtime expressions (OpenAPI 3.0.3, Link Object); None where one of them is missing."""
    sources = {
        name: (text.removeprefix(_OF_CALL), ())
        if text.startswith(_OF_CALL)
        else ("", keys_of(text.partition("#")[2]))
        for name, text in given.items()
        if f"{{{name}}}" in template
    }

    def path(exchange: Exchange, value: Any) -> str | None:
        values = {}
        for name, (from_call, keys) in sources.items():
            found = exchange.path_values[from_call] if from_call else value
            for key in keys:
                found = found.get(key) if isinstance(found, dict) else None
            if found is None:
                return None
            values[name] = found
        return filled(template, values)

    return path
