"""The short language: a map of property names to rules becomes a JSON Schema."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from contract.errors import Fault
from models.messaging.schema import limits

Json = dict[str, Any]
_KEYS: Final = {
    "object": {"props", "strict"},
    "array": {"items"},
    "string": {"pattern", "enum", "min", "max"},
    "number": {"min", "max"},
}
_COMMON: Final = {"type", "required"}


@dataclass
class Translation:
    """Translates rules and collects what is wrong with them, each fault with its place."""

    faults: list[Fault] = field(default_factory=list)
    patterns: int = 0

    def properties(self, rules: Any, place: str, *, strict: bool = True, depth: int = 0) -> Json:
        """An object with these properties; where it is strict, with no others."""
        if not isinstance(rules, Mapping) or not rules:
            self._wrong(place, "It names at least one property, with a rule for it.")
            return {}
        compiled = {
            name: self._rule(rule, f"{place}.{name}", depth + 1) for name, rule in rules.items()
        }
        needed = sorted(  # equal rules are one schema, however their author has ordered them
            name
            for name, rule in rules.items()
            if isinstance(rule, Mapping) and rule.get("required", True) is not False
        )
        return {
            "type": "object",
            "properties": compiled,
            **({"required": needed} if needed else {}),
            **({"additionalProperties": False} if strict else {}),
        }

    def _rule(self, rule: Any, place: str, depth: int) -> Json:
        if not isinstance(rule, Mapping):
            return self._wrong(place, "A rule is an object with a type.")
        if depth > limits.DEPTH:
            return self._wrong(place, "Rules lie at most {limit} levels deep.", limit=limits.DEPTH)
        type = rule.get("type")
        if not isinstance(type, str) or type not in _KEYS:
            return self._wrong(f"{place}.type", "It is object, array, string or number.")
        for key in rule:
            if key not in _KEYS[type] | _COMMON:
                self._wrong(f"{place}.{key}", "A rule of this type has no such key.")
        for key in ("required", "strict"):
            if not isinstance(rule.get(key, True), bool):
                self._wrong(f"{place}.{key}", "It is true or false.")
        return self._by_type(type)(rule, place, depth)

    def _by_type(self, type: str) -> Callable[[Mapping[str, Any], str, int], Json]:
        return {
            "object": self._object,
            "array": self._array,
            "string": self._string,
            "number": self._number,
        }[type]

    def _object(self, rule: Mapping[str, Any], place: str, depth: int) -> Json:
        strict = rule.get("strict", True) is not False
        return self.properties(rule.get("props"), f"{place}.props", strict=strict, depth=depth)

    def _array(self, rule: Mapping[str, Any], place: str, depth: int) -> Json:
        return {
            "type": "array",
            "items": self._rule(rule.get("items"), f"{place}.items", depth + 1),
        }

    def _string(self, rule: Mapping[str, Any], place: str, _depth: int) -> Json:
        least, most = self._bounds(rule, place, whole=True)
        found = {"type": "string", **_given(minLength=least, maxLength=most)}
        if "pattern" in rule and self._is_pattern(rule["pattern"], f"{place}.pattern"):
            found["pattern"] = rule["pattern"]
        if "enum" in rule:
            choices = rule["enum"]
            texts = isinstance(choices, list) and all(isinstance(one, str) for one in choices)
            if not texts or not choices or len(set(choices)) < len(choices):
                self._wrong(f"{place}.enum", "It is a list of different texts, at least one.")
            found["enum"] = choices
        return found

    def _number(self, rule: Mapping[str, Any], place: str, _depth: int) -> Json:
        least, most = self._bounds(rule, place, whole=False)
        return {"type": "number", **_given(minimum=least, maximum=most)}

    def _bounds(self, rule: Mapping[str, Any], place: str, *, whole: bool) -> list[Any]:
        found: list[Any] = []
        for key in ("min", "max"):
            limit = rule.get(key)
            kinds = int if whole else (int, float)
            right = isinstance(limit, kinds) and not isinstance(limit, bool)
            if key in rule and (not right or (whole and int(limit or 0) < 0)):
                what = "It is a whole number, 0 or more." if whole else "It is a number."
                self._wrong(f"{place}.{key}", what)
                limit = None
            found.append(limit)
        if None not in found and found[0] > found[1]:
            self._wrong(f"{place}.min", "It is not above the maximum.")
        return found

    def _is_pattern(self, pattern: Any, place: str) -> bool:
        self.patterns += 1
        if not isinstance(pattern, str):
            self._wrong(place, "A pattern is a text.")
        elif self.patterns > limits.PATTERNS:
            self._wrong(place, "There are at most {limit} patterns.", limit=limits.PATTERNS)
        else:
            found = limits.pattern_faults(pattern, place)
            self.faults += found
            return not found
        return False

    def _wrong(self, place: str, template: str, **facts: object) -> Json:
        self.faults.append(Fault(place, template, **facts))
        return {}


def _given(**values: Any) -> Json:
    return {name: value for name, value in values.items() if value is not None}
