"""A believable value of a schema, put together from the examples of its parts."""

from typing import Any

from contract.pointer import resolved

Json = dict[str, Any]

_PLAIN: Json = {"string": "text", "integer": 1, "number": 1.0, "boolean": True}
_DEEPEST = 8


def example_of(document: Json, schema: Json, depth: int = 0) -> Any:
    """The schema's own example, or one made of its properties' examples."""
    schema = resolved(document, schema)
    if "example" in schema:
        return schema["example"]
    if "enum" in schema:
        return schema["enum"][0]
    if "allOf" in schema:
        merged: Json = {}
        for part in [*schema["allOf"], {k: v for k, v in schema.items() if k != "allOf"}]:
            value = example_of(document, part, depth + 1)
            merged |= value if isinstance(value, dict) else {}
        return merged
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            return example_of(document, schema[choice][0], depth + 1)
    return _of_type(document, schema, depth)


def _of_type(document: Json, schema: Json, depth: int) -> Any:
    kind = schema.get("type", "object")
    if kind == "array":
        return (
            [] if depth > _DEEPEST else [example_of(document, schema.get("items", {}), depth + 1)]
        )
    if kind == "object":
        required = schema.get("required", ())
        return {
            name: example_of(document, value, depth + 1)
            for name, value in schema.get("properties", {}).items()
            if depth <= _DEEPEST or name in required
        }
    return _PLAIN[kind]
