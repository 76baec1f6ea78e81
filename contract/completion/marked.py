"""Properties that have rules, wherever in the document their schemas stand."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
Keys = tuple[str | int, ...]

_DATA = frozenset({"default", "enum", "example", "examples", "value", "x-charter"})


def marked(node: Any, keys: Keys = ()) -> Iterator[tuple[Keys, Json]]:
    """Each property with rules below `node`, and the keys that lead to it; references are not followed."""
    if isinstance(node, list):
        for i, item in enumerate(node):
            yield from marked(item, (*keys, i))
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key in _DATA and keys[-1:] != ("properties",):
            continue
        if keys[-1:] == ("properties",) and isinstance(value, dict) and "x-charter" in value:
            yield (*keys, key), value
        yield from marked(value, (*keys, key))


def tell(schema: Json, sentence: str) -> None:
    """Add a sentence to the description of a schema."""
    schema["description"] = f"{schema.get('description', '').rstrip()} {sentence}".strip()
