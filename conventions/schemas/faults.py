"""Tell in our own words where and why a value breaks a schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from contract.errors import Fault, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from conventions.schemas.compiled import Validator

_MOST_FAULTS = 20
_LONGEST_LOCATION = 200
"""Characters: names in a location may be the caller's own, and as long as the body."""


def faults(validator: Validator, value: Any, where: str) -> tuple[Fault, ...]:
    """Where `value` breaks the schema and why, at most 20; locations are dotted names below `where`.

    The texts are built from the schema alone: never from the value, which may be a secret.
    """
    found: list[Fault] = []
    for error in validator.iter_errors(value):
        for cause in _causes(error):
            location = ".".join([where, *map(str, cause.instance_path)])
            for suffix, template, facts in _complaints(cause, validator.schema):
                found.append(Fault((location + suffix)[:_LONGEST_LOCATION], template, **facts))
        if len(found) >= _MOST_FAULTS:
            break
    return tuple(found[:_MOST_FAULTS])


def _causes(error: Any) -> Iterator[Any]:
    """The error, or what is behind it when the only other choice was null."""
    if error.kind.name == "anyOf" and len(error.kind.context) == 2:  # noqa: PLR2004 - see `_nullable`
        null, other = error.kind.context
        if len(null) == 1 and null[0].kind.name == "type" and null[0].kind.types == ["null"]:
            for cause in other:
                yield from _causes(cause)
            return
    yield error


def _complaints(
    error: Any, schema: Mapping[str, Any]
) -> Iterator[tuple[str, str, dict[str, object]]]:
    kind = error.kind
    name = kind.name
    if name == "required":
        yield f".{kind.property}", phrase("is required"), {}
    elif name == "additionalProperties":
        for unexpected in kind.unexpected:
            yield f".{unexpected}", phrase("is not a known property"), {}
    elif name == "type" and "null" in kind.types:
        others = [of for of in kind.types if of != "null"]
        yield "", phrase("must be of type {type} or null"), {"type": _shown(others)}
    elif name == "pattern" and (example := _example(error.schema_path, schema)) is not None:
        text = phrase("does not have the right form; an example: {example}")
        yield "", text, {"example": example}
    else:
        template, fact, attribute = _TEXTS.get(name, _ANY_OTHER)
        yield "", template, {fact: _shown(getattr(kind, attribute))} if fact else {}


def _example(path: list[str | int], schema: Any) -> str | None:
    """What the author gives as an example beside the keyword at the path: a person cannot read a pattern."""
    for step in path[:-1]:
        schema = schema[step]
    examples = schema.get("examples", ())
    return next((one for one in examples if isinstance(one, str)), None)


_ANY_OTHER = (phrase("does not satisfy the schema ({keyword})"), "keyword", "name")

_TEXTS: dict[str, tuple[str, str, str]] = {
    "type": (phrase("must be of type {type}"), "type", "types"),
    "enum": (phrase("must be one of {options}"), "options", "options"),
    "format": (phrase("must be a {format}"), "format", "format"),
    "pattern": (phrase("does not have the right form"), "", ""),
    "minimum": (phrase("must be at least {limit}"), "limit", "limit"),
    "maximum": (phrase("must be at most {limit}"), "limit", "limit"),
    "exclusiveMinimum": (phrase("must be more than {limit}"), "limit", "limit"),
    "exclusiveMaximum": (phrase("must be less than {limit}"), "limit", "limit"),
    "minLength": (phrase("must have at least {limit} characters"), "limit", "limit"),
    "maxLength": (phrase("must have at most {limit} characters"), "limit", "limit"),
    "minItems": (phrase("must have at least {limit} items"), "limit", "limit"),
    "maxItems": (phrase("must have at most {limit} items"), "limit", "limit"),
    "minProperties": (phrase("must have at least {limit} properties"), "limit", "limit"),
    "maxProperties": (phrase("must have at most {limit} properties"), "limit", "limit"),
    "uniqueItems": (phrase("must not contain an item twice"), "", ""),
    "multipleOf": (phrase("must be a multiple of {factor}"), "factor", "multiple_of"),
    "falseSchema": (phrase("is read-only"), "", ""),
}
"""Template, the placeholder in it, and the attribute of the failed keyword that fills it."""


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return value if isinstance(value, str) else orjson.dumps(value).decode()
