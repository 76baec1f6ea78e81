"""Compile from a schema what is to be done with the values of its marked properties."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from contract.rules import PropertyRules, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contract.facts import Contract, Operation

Rewrite = Callable[[Any, Any, Any], Any]
"""A value, what is known of the call, and the object that has the value, to the value in its place, or to `GONE`."""

Leaf = Callable[[PropertyRules], Rewrite | None]
"""What the rules of a property ask for; None where they ask for nothing."""

GONE: Final = object()
"""In place of the value of a property: the property is left out."""


def of_answer(operation: Operation, contract: Contract, leaf: Leaf) -> Rewrite | None:
    """What to do with the operation's answer, or None where no property of it is marked."""
    for status, response in operation.definition["responses"].items():
        if status.startswith("2"):
            for media in contract.resolve(response).get("content", {}).values():
                return _rewriter(media.get("schema", {}), contract, leaf, frozenset())
    return None


def _rewriter(
    schema: Mapping[str, Any], contract: Contract, leaf: Leaf, seen: frozenset[str]
) -> Rewrite | None:
    """What to do with a value of this schema; a schema inside of itself is not followed again."""
    name = schema.get("$ref")
    if name in seen:
        return None
    seen = seen | {name} if name else seen
    schema = contract.resolve(dict(schema))
    own = leaf(read(PropertyRules, schema.get("x-charter", {})))
    if own is not None:
        return own
    found = [
        rewrite
        for key in ("allOf", "anyOf", "oneOf")
        for part in schema.get(key, ())
        if (rewrite := _rewriter(part, contract, leaf, seen)) is not None
    ]
    items = _rewriter(schema["items"], contract, leaf, seen) if "items" in schema else None
    if items is not None:
        found.append(_array(items))
    properties = {
        key: rewrite
        for key, value in schema.get("properties", {}).items()
        if (rewrite := _rewriter(value, contract, leaf, seen)) is not None
    }
    if properties:
        found.append(_object(properties))
    return _all(found) if found else None


def _array(items: Rewrite) -> Rewrite:
    return lambda value, known, around: (
        [items(item, known, around) for item in value] if isinstance(value, list) else value
    )


def _object(properties: Mapping[str, Rewrite]) -> Rewrite:
    def rewrite(value: Any, known: Any, _around: Any) -> Any:
        if not isinstance(value, dict):
            return value
        changed = {k: properties[k](value[k], known, value) for k in properties if k in value}
        return {k: v for k, v in {**value, **changed}.items() if v is not GONE}

    return rewrite


def _all(rewriters: list[Rewrite]) -> Rewrite:
    """One after the other; of alternatives only one has the property, or all have the same."""
    if len(rewriters) == 1:
        return rewriters[0]

    def rewrite(value: Any, known: Any, around: Any) -> Any:
        for one in rewriters:
            value = one(value, known, around)
        return value

    return rewrite
