"""Compile the document's schemas once, each with only the components that it needs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import jsonschema_rs

from conventions.schemas.translation import COMPONENTS, component, translated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Validator(NamedTuple):
    """A compiled schema. `schema` is what it was compiled from: faults are told with its examples."""

    is_valid: Callable[[Any], bool]
    iter_errors: Callable[[Any], Iterator[Any]]
    schema: Mapping[str, Any]


class Schemas:
    """Validators of one document. OpenAPI 3.0 schemas are translated to JSON Schema 2020-12, formats checked.

    In requests `readOnly` properties are refused, in answers `writeOnly` ones (OpenAPI 3.0.3, Schema Object).
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document

    @cached_property
    def _components(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._document.get("components", {}).get("schemas", {})
        return found

    @cached_property
    def _of_requests(self) -> dict[str, Any]:
        return self._all("readOnly")

    @cached_property
    def _of_answers(self) -> dict[str, Any]:
        return self._all("writeOnly")

    def _all(self, forbidden: str) -> dict[str, Any]:
        whole = self._components
        return {name: translated(schema, forbidden, whole) for name, schema in whole.items()}

    def request(self, schema: Mapping[str, Any]) -> Validator:
        """A validator for what callers send."""
        return _compile(translated(schema, "readOnly", self._components), self._of_requests)

    def answer(self, schema: Mapping[str, Any]) -> Validator:
        """A validator for what handlers return."""
        return _compile(translated(schema, "writeOnly", self._components), self._of_answers)


def _compile(schema: Any, components: dict[str, Any]) -> Validator:
    reachable: dict[str, Any] = {}
    waiting = [schema]
    while waiting:
        for name in _references(waiting.pop()):
            if name not in reachable:
                reachable[name] = components[name]
                waiting.append(components[name])
    whole = {"allOf": [schema], "components": {"schemas": reachable}}
    compiled = jsonschema_rs.Draft202012Validator(
        whole, validate_formats=True, pattern_options=jsonschema_rs.RegexOptions()
    )
    return Validator(compiled.is_valid, compiled.iter_errors, whole)


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference.startswith(COMPONENTS):
            yield component(reference)
        for value in schema.values():
            yield from _references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _references(value)
