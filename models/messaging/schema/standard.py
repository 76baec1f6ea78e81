"""JSON Schema is taken as it is, as far as it can be checked without fetching, recursion and explosion."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

import jsonschema_rs

from contract.errors import Fault
from contract.pointer import keys_of, look_up
from models.messaging.schema import limits

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DEPTH: Final = 128
_ELSEWHERE: Final = (
    "$id",
    "$anchor",
    "$dynamicRef",
    "$dynamicAnchor",
    "$recursiveRef",
    "$vocabulary",
)


@dataclass
class Survey:
    """Walks over a schema once, and collects what is wrong with it."""

    root: Any
    faults: list[Fault] = field(default_factory=list)
    patterns: int = 0
    _sizes: dict[int, int] = field(default_factory=dict)

    def size(self, node: Any, place: str, depth: int = 0) -> int:
        """How many parts the node has once every reference stands for what it refers to."""
        if id(node) in self._sizes:
            known = self._sizes[id(node)]
            if known == 0:
                self._wrong(place, "It leads back to itself.")
            return known
        if not isinstance(node, dict | list):
            return 1
        if depth > _DEPTH:
            return self._wrong(place, "It is nested too deeply.")
        self._sizes[id(node)] = 0
        found = 1 + sum(
            self.size(value, f"{place}.{key}", depth + 1) for key, value in _children(node)
        )
        if isinstance(node, dict):
            found += self._keywords(node, place, depth)
        self._sizes[id(node)] = found
        return found

    def _keywords(self, node: dict[str, Any], place: str, depth: int) -> int:
        for word in _ELSEWHERE:
            if isinstance(node.get(word), str):
                self._wrong(f"{place}.{word}", "The keyword is not supported here.")
        if isinstance(node.get("$schema"), str) and node["$schema"].rstrip("#") != DIALECT:
            self._wrong(f"{place}.$schema", "It is draft 2020-12.")
        if isinstance(node.get("pattern"), str):
            self._pattern(node["pattern"], f"{place}.pattern")
        if isinstance(node.get("patternProperties"), dict):
            for pattern in node["patternProperties"]:
                self._pattern(pattern, f"{place}.patternProperties.{pattern}")
        if isinstance(node.get("$ref"), str):
            return self._reference(node["$ref"], f"{place}.$ref", depth)
        return 0

    def _reference(self, reference: str, place: str, depth: int) -> int:
        if reference != "#" and not reference.startswith("#/"):
            return self._wrong(place, "A reference begins with #/: nothing is fetched.")
        try:
            target = look_up(self.root, keys_of(unquote(reference[1:])))
        except LookupError:
            return self._wrong(place, "There is nothing at this place.")
        return self.size(target, place, depth + 1)

    def _pattern(self, pattern: str, place: str) -> None:
        self.patterns += 1
        if self.patterns > limits.PATTERNS:
            self._wrong(place, "There are at most {limit} patterns.", limit=limits.PATTERNS)
        else:
            self.faults += limits.pattern_faults(pattern, place)

    def _wrong(self, place: str, template: str, **facts: object) -> int:
        self.faults.append(Fault(place, template, **facts))
        return 1


def faults(schema: Any, place: str) -> list[Fault]:
    """What is wrong with a JSON Schema, each with its place; nothing is fetched, whatever it is."""
    if not isinstance(schema, dict):
        return [Fault(place, "A schema is an object.")]
    survey = Survey(schema)
    if survey.size(schema, place) > limits.EXPANDED:
        survey.faults.append(Fault(place, "Its references make too much of it."))
    return survey.faults or _by_the_standard(schema, place)


def size(schema: Any) -> int:
    """How many parts a right schema has, each reference counted as what it refers to."""
    return Survey(schema).size(schema, "")


def _by_the_standard(schema: Any, place: str) -> list[Fault]:
    try:
        jsonschema_rs.Draft202012Validator(schema, pattern_options=limits.OPTIONS, offline=True)
    except jsonschema_rs.ValidationError as error:
        where = ".".join([place, *map(str, error.instance_path)])
        return [Fault(where, "It does not fit JSON Schema, draft 2020-12.")]
    except ValueError:
        return [Fault(place, "It does not fit JSON Schema, draft 2020-12.")]
    return []


def _children(node: Any) -> Iterator[tuple[str, Any]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    return ((str(key), value) for key, value in pairs)
