"""Tell in our own words where and why a value breaks a schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from contract.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import jsonschema_rs

_MOST_FAULTS = 20
_LONGEST_LOCATION = 200
"""Characters: names in a location may be the caller's own, and as long as the body."""


def faults(
    validator: jsonschema_rs.Draft202012Validator, value: Any, where: str
) -> tuple[Fault, ...]:
    """Where `value` breaks the schema and why, at most 20; locations are dotted names below `where`.

    The texts are built from the failed keyword alone: never from the value, which may be a secret.
    """
    found: list[Fault] = []
    for error in validator.iter_errors(value):
        for cause in _causes(error):
            location = ".".join([where, *map(str, cause.instance_path)])
            for suffix, text in _complaints(cause.kind):
                found.append(Fault((location + suffix)[:_LONGEST_LOCATION], text))
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


def _complaints(kind: Any) -> Iterator[tuple[str, str]]:
    name = kind.name
    if name == "required":
        yield f".{kind.property}", "is required"
    elif name == "additionalProperties":
        for unexpected in kind.unexpected:
            yield f".{unexpected}", "is not a known property"
    else:
        yield "", _TEXTS.get(name, _any_other)(kind)


def _any_other(kind: Any) -> str:
    return f"does not satisfy the schema ({kind.name})"


_TEXTS: dict[str, Callable[[Any], str]] = {
    "type": lambda kind: f"must be of type {_types(kind)}",
    "enum": lambda kind: f"must be one of {', '.join(map(_shown, kind.options))}",
    "format": lambda kind: f"must be a {kind.format}",
    "pattern": lambda kind: f"must match {kind.pattern}",
    "minimum": lambda kind: f"must be at least {kind.limit}",
    "maximum": lambda kind: f"must be at most {kind.limit}",
    "exclusiveMinimum": lambda kind: f"must be more than {kind.limit}",
    "exclusiveMaximum": lambda kind: f"must be less than {kind.limit}",
    "minLength": lambda kind: f"must have at least {kind.limit} characters",
    "maxLength": lambda kind: f"must have at most {kind.limit} characters",
    "minItems": lambda kind: f"must have at least {kind.limit} items",
    "maxItems": lambda kind: f"must have at most {kind.limit} items",
    "minProperties": lambda kind: f"must have at least {kind.limit} properties",
    "maxProperties": lambda kind: f"must have at most {kind.limit} properties",
    "uniqueItems": lambda _kind: "must not contain an item twice",
    "multipleOf": lambda kind: f"must be a multiple of {kind.multiple_of}",
    "falseSchema": lambda _kind: "is read-only",
}


def _shown(option: Any) -> str:
    return option if isinstance(option, str) else orjson.dumps(option).decode()


def _types(kind: Any) -> str:
    types = kind.types
    return " or ".join(types) if isinstance(types, list) else str(types)
