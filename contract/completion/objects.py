"""What an object's schema declares, in itself and in the parts of its `allOf`."""

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Resolve = Callable[[Json], Json]


def properties(resolve: Resolve, schema: Json) -> dict[str, Json]:
    """The schemas of the properties by name."""
    schema = resolve(schema)
    found: dict[str, Json] = {}
    for part in schema.get("allOf", []):
        found |= properties(resolve, part)
    found |= schema.get("properties", {})
    return found


def required(resolve: Resolve, schema: Json) -> set[str]:
    """Names of the properties that must be there."""
    schema = resolve(schema)
    found = set(schema.get("required", ()))
    for part in schema.get("allOf", []):
        found |= required(resolve, part)
    return found


def flat(resolve: Resolve, schema: Json) -> Json:
    """One schema that says the same without references and `allOf` on its first level."""
    schema = resolve(schema)
    merged: Json = {}
    for part in schema.get("allOf", []):
        merged |= flat(resolve, part)
    merged |= {key: value for key, value in schema.items() if key != "allOf"}
    known = properties(resolve, schema)
    return merged | ({"properties": known} if known else {})
