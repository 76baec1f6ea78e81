"""Schemas can be met: bounds in order, arrays of something, required properties that exist."""

from collections.abc import Iterator
from typing import Any

from contract.facts import Contract
from contract.publish import references

Json = dict[str, Any]

_BOUNDS = (
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
)


def faults(contract: Contract) -> Iterator[str]:
    """One sentence for each fault."""
    for place, schema in schemas_of(contract):
        for fault in _of(schema):
            yield f"{place}: {fault}"
    yield from _unused(contract)


def schemas_of(contract: Contract) -> Iterator[tuple[str, Json]]:
    """Every schema of the document with its place, the schemas inside of schemas too."""
    document = contract.document
    for key in ("paths", "x-webhooks", "components"):
        yield from _below(document.get(key, {}), key)


def _below(node: Any, place: str) -> Iterator[tuple[str, Json]]:
    if isinstance(node, list):
        for i, item in enumerate(node):
            yield from _below(item, f"{place}.{i}")
    elif isinstance(node, dict):
        for key, value in node.items():
            at = f"{place}.{key}"
            if key == "schema":
                yield from _nested(value, at)
            elif place == "components" and key == "schemas":
                for name, schema in value.items():
                    yield from _nested(schema, f"{at}.{name}")
            elif key not in ("example", "examples", "x-charter"):
                yield from _below(value, at)


def _nested(schema: Json, place: str) -> Iterator[tuple[str, Json]]:
    yield place, schema
    for name, value in schema.get("properties", {}).items():
        yield from _nested(value, f"{place}.properties.{name}")
    for key in ("items", "additionalProperties", "not"):
        if isinstance(schema.get(key), dict):
            yield from _nested(schema[key], f"{place}.{key}")
    for key in ("allOf", "oneOf", "anyOf"):
        for i, value in enumerate(schema.get(key, [])):
            yield from _nested(value, f"{place}.{key}.{i}")


def _of(schema: Json) -> Iterator[str]:
    for low, high in _BOUNDS:
        if low in schema and high in schema and schema[low] > schema[high]:
            yield f"{low} {schema[low]} is above {high} {schema[high]}"
    if schema.get("type") == "array" and "items" not in schema:
        yield "an array needs items"
    if schema.get("nullable") and "type" not in schema:
        yield "nullable has no effect without a type"
    if "properties" in schema and "allOf" not in schema:
        for name in schema.get("required", []):
            if name not in schema["properties"]:
                yield f"requires {name}, which it does not declare"


def _unused(contract: Contract) -> Iterator[str]:
    used = set(references(contract.document))
    for kind, named in contract.document.get("components", {}).items():
        for name in named if kind != "securitySchemes" else ():
            prefix = f"#/components/{kind}/{name}"
            if not any(u == prefix or u.startswith(f"{prefix}/") for u in used):
                yield f"components.{kind}.{name}: is never used"
