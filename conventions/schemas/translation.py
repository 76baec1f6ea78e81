"""Say in JSON Schema 2020-12 what a schema of OpenAPI 3.0 says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

COMPONENTS = "#/components/schemas/"


def component(reference: str) -> str:
    """The schema that a reference leads to, or into."""
    return reference.removeprefix(COMPONENTS).split("/", 1)[0]


def translated(schema: Any, forbidden: str, components: Mapping[str, Any]) -> Any:
    """An OpenAPI 3.0 schema as JSON Schema 2020-12; properties marked `forbidden` may not appear."""
    return _Translation(forbidden, components).of(schema, frozenset())


@dataclass(frozen=True)
class _Translation:
    """Walks down the places of a schema where schemas stand; data in it (`enum`, `default`) stays as it is."""

    forbidden: str
    components: Mapping[str, Any]

    def of(self, schema: Any, hidden: frozenset[str]) -> Any:
        """The translation; `hidden` are the properties that the schemas around this one forbid."""
        if not isinstance(schema, dict):
            return schema
        if "$ref" in schema:
            return {"$ref": schema["$ref"]}
        if schema.get(self.forbidden) is True:
            return False
        hidden |= self._hidden(schema, frozenset())
        inner = {
            key: self._below(key, value, hidden)
            for key, value in schema.items()
            if key not in _LEFT_OUT
        }
        if "pattern" in schema and "example" in schema:
            inner["examples"] = [schema["example"]]
        if "required" in inner:
            inner["required"] = [name for name in inner["required"] if name not in hidden]
        if inner.get("additionalProperties") is False:
            inner.setdefault("properties", {})  # else the validator does not name what is unknown
        for exclusive, bound in _EXCLUSIVE.items():
            if schema.get(exclusive) is True and bound in inner:
                inner[exclusive] = inner.pop(bound)
        return _nullable(inner) if schema.get("nullable") is True else inner

    def _below(self, key: str, value: Any, hidden: frozenset[str]) -> Any:
        if key == "properties":
            return {name: self._property(schema) for name, schema in value.items()}
        if key in ("items", "additionalProperties", "not"):
            return self.of(value, frozenset())
        if key in _COMBINED:
            return [self.of(schema, hidden) for schema in value]
        return value

    def _property(self, schema: Any) -> Any:
        return False if self._is_forbidden(schema, frozenset()) else self.of(schema, frozenset())

    def _is_forbidden(self, schema: Any, seen: frozenset[str]) -> bool:
        """Whether the property is marked: itself, where its reference leads, or in a part of its `allOf`."""
        schema, seen = self._followed(schema, seen)
        parts = schema.get("allOf", [])
        return schema.get(self.forbidden) is True or any(
            self._is_forbidden(part, seen) for part in parts
        )

    def _hidden(self, schema: Any, seen: frozenset[str]) -> frozenset[str]:
        """Names of all marked properties of an object, also of those in the parts of its `allOf`."""
        schema, seen = self._followed(schema, seen)
        properties = schema.get("properties", {})
        own = {name for name in properties if self._is_forbidden(properties[name], frozenset())}
        return frozenset(own).union(*(self._hidden(part, seen) for part in schema.get("allOf", [])))

    def _followed(self, schema: Any, seen: frozenset[str]) -> tuple[Any, frozenset[str]]:
        while "$ref" in schema:
            name = component(schema["$ref"])
            if name in seen or name not in self.components:
                return {}, seen
            schema, seen = self.components[name], seen | {name}
        return schema, seen


_EXCLUSIVE = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
_COMBINED = ("allOf", "anyOf", "oneOf")
_LEFT_OUT = frozenset({"example", "nullable", "x-charter", *_EXCLUSIVE})


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """Also null; beside a combination this means the whole, as authors mean it, and not only the type."""
    if "type" not in schema or any(key in schema for key in (*_COMBINED, "not")):
        return {"anyOf": [{"type": "null"}, schema]}
    schema["type"] = [schema["type"], "null"]
    if "enum" in schema and None not in schema["enum"]:
        schema["enum"] = [*schema["enum"], None]
    return schema
