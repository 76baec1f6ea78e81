"""Examples are what they are examples of: each one is valid for its schema."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import jsonschema_rs

from contract.checks.schemas import schemas_of
from contract.facts import Contract

Json = dict[str, Any]


def faults(contract: Contract) -> Iterator[str]:
    """One sentence for each fault."""
    components = contract.document.get("components", {}).get("schemas", {})
    schemas = {name: as_json_schema(schema) for name, schema in components.items()}
    for place, schema, example in _examples(contract):
        validator = _validator(schema, schemas)
        for error in validator.iter_errors(example):
            inside = "".join(f".{key}" for key in error.instance_path)
            yield f"{place}{inside}: {error.message}"


def _validator(schema: Json, schemas: Json) -> jsonschema_rs.Draft4Validator:
    whole = {"allOf": [as_json_schema(schema)], "components": {"schemas": schemas}}
    return jsonschema_rs.Draft4Validator(
        whole, validate_formats=True, formats={"uuid": _is_uuid}, ignore_unknown_formats=True
    )


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def as_json_schema(schema: Any) -> Any:
    """An OpenAPI 3.0 schema as JSON Schema draft 4: `nullable` becomes a type of its own."""
    if isinstance(schema, list):
        return [as_json_schema(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {k: v if k in _DATA else as_json_schema(v) for k, v in schema.items()}
    if schema.get("nullable") is True and isinstance(schema.get("type"), str):
        plain["type"] = [schema["type"], "null"]
        if isinstance(schema.get("enum"), list):
            plain["enum"] = [*schema["enum"], None]
    return plain


_DATA = ("enum", "example", "default")


def _examples(contract: Contract) -> Iterator[tuple[str, Json, Any]]:
    for place, schema in schemas_of(contract):
        for key in ("example", "default"):
            if key in schema:
                yield f"{place}.{key}", schema, schema[key]
    for key in ("paths", "x-webhooks", "components"):
        yield from _below(contract, contract.document.get(key, {}), key)


def _below(contract: Contract, node: Any, place: str) -> Iterator[tuple[str, Json, Any]]:
    if isinstance(node, list):
        for i, item in enumerate(node):
            yield from _below(contract, item, f"{place}.{i}")
    if not isinstance(node, dict):
        return
    schema = node.get("schema")
    if isinstance(schema, dict) and place != "components":
        if "example" in node:
            yield f"{place}.example", schema, node["example"]
        for name, example in node.get("examples", {}).items():
            yield f"{place}.examples.{name}", schema, contract.resolve(example).get("value")
    for key, value in node.items():
        if key not in ("schema", "schemas", "example", "examples", "x-charter"):
            yield from _below(contract, value, f"{place}.{key}")
