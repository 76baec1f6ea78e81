"""`expires`: the description of a property says for how long the link in it works."""

from collections.abc import Iterator
from typing import Any

from contract.bundle import Bundle
from contract.declared import rules_at
from contract.place import DocumentError
from contract.rules import PropertyRules

Json = dict[str, Any]
Keys = tuple[str | int, ...]

_DATA = frozenset({"default", "enum", "example", "examples", "value", "x-charter"})


def complete(bundle: Bundle) -> None:
    """Tell it at every property that has the rule."""
    for keys, schema in _marked(bundle.document, ()):
        place = bundle.written(keys)
        rule = rules_at(PropertyRules, schema, place)
        if rule.expires is None:
            continue
        if schema.get("type") != "string":
            reason = "expires: the property must be of type string: it becomes a link"
            raise DocumentError(place.at("x-charter", "expires"), reason)
        told = f"The link works for {_span(rule.expires)}; read the data again to get a new one."
        schema["description"] = f"{schema.get('description', '')} {told}".strip()


def _marked(node: Any, keys: Keys) -> Iterator[tuple[Keys, Json]]:
    """Properties with rules, wherever schemas stand."""
    if isinstance(node, list):
        for i, item in enumerate(node):
            yield from _marked(item, (*keys, i))
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key in _DATA and keys[-1:] != ("properties",):
            continue
        if keys[-1:] == ("properties",) and isinstance(value, dict) and "x-charter" in value:
            yield (*keys, key), value
        yield from _marked(value, (*keys, key))


def _span(seconds: int) -> str:
    for unit, length in (("hour", 3600), ("minute", 60)):
        if seconds % length == 0:
            count = seconds // length
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return f"{seconds} seconds"
