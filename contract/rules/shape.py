"""One declaration per rule: from a dataclass's annotations come its JSON Schema and its reader."""

import types
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import jsonschema_rs
import orjson

Json = dict[str, Any]
Keys = tuple[str | int, ...]
T = TypeVar("T")

_PRIMITIVES = {int: "integer", str: "string", bool: "boolean"}


class IllFormed(Exception):  # noqa: N818 - reads as the sentence
    """A value that is not of the rule's shape; `keys` leads to it from where reading began."""

    def __init__(self, keys: Keys, reason: str) -> None:
        super().__init__(reason)
        self.keys = keys
        self.reason = reason


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def spelled(name: str) -> str:
    """The name of a field as the document writes it."""
    return name.replace("_", "-")


def schema_of(kind: Any) -> Json:
    """JSON Schema (draft 2020-12) of what may stand in the document for this type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        schema = schema_of(arguments[0])
        for extra in arguments[1:]:
            schema |= {"description": extra} if isinstance(extra, str) else extra
        return schema
    if origin in (Union, types.UnionType):
        return schema_of(next(a for a in arguments if a is not types.NoneType))
    if origin is Literal:
        return {"type": _PRIMITIVES[type(arguments[0])], "enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": schema_of(arguments[0])}
    if is_dataclass(kind):
        return _object_schema(kind)
    return {"type": _PRIMITIVES[kind]}


def _object_schema(kind: Any) -> Json:
    hints = _hints(kind)
    schema: Json = {
        "type": "object",
        "description": (kind.__doc__ or "").strip(),
        "properties": {spelled(f.name): schema_of(hints[f.name]) for f in fields(kind)},
        "additionalProperties": False,
    }
    required = [spelled(f.name) for f in fields(kind) if _is_required(f)]
    return schema | ({"required": required} if required else {})


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def read(kind: type[T], value: object) -> T:
    """The rule as a value of its dataclass, or `IllFormed` with the place and the allowed names."""
    result: T = _read(kind, value, ())
    return result


def _read(kind: Any, value: Any, keys: Keys, extra: Json | None = None) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        facets = {k: v for a in arguments[1:] if isinstance(a, dict) for k, v in a.items()}
        return _read(arguments[0], value, keys, facets)
    if origin in (Union, types.UnionType):
        return _read(next(a for a in arguments if a is not types.NoneType), value, keys, extra)
    if is_dataclass(kind):
        return _read_object(kind, value, keys)
    _refuse_unless_valid(kind, value, keys, extra or {})
    if origin is tuple:
        return tuple(_read(arguments[0], v, (*keys, i)) for i, v in enumerate(value))
    return value


def _read_object(kind: Any, value: Any, keys: Keys) -> Any:
    if not isinstance(value, dict):
        raise IllFormed(keys, f"must be a mapping of {_known(kind)}")
    by_name = {spelled(f.name): f for f in fields(kind)}
    for name in value:
        if name not in by_name:
            raise IllFormed((*keys, name), f"unknown {_noun(keys)}; known: {_known(kind)}")
    for name, field in by_name.items():
        if name not in value and _is_required(field):
            raise IllFormed(keys, f"lacks {name!r}")
    hints = _hints(kind)
    return kind(
        **{by_name[n].name: _read(hints[by_name[n].name], v, (*keys, n)) for n, v in value.items()}
    )


def _noun(keys: Keys) -> str:
    return "setting" if keys else "rule"


def _known(kind: Any) -> str:
    return ", ".join(sorted(spelled(f.name) for f in fields(kind)))


def _refuse_unless_valid(kind: Any, value: Any, keys: Keys, extra: Json) -> None:
    validator = _validator(orjson.dumps(schema_of(kind) | extra))
    error = next(validator.iter_errors(value), None)
    if error is not None:
        raise IllFormed((*keys, *error.instance_path), error.message)


@cache
def _validator(schema: bytes) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(orjson.loads(schema))
