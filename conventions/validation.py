"""Turn path, query, headers and body into the handler's arguments, exactly as the document describes them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from connexion.decorators.parameter import pythonic

from contract.errors import Fault, InvalidRequest
from conventions import schemas, wellformed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from contract.facts import Operation
    from conventions.exchange import Exchange

_INTEGER = re.compile(r"-?[0-9]{1,19}")
_NUMBER = re.compile(r"-?[0-9]{1,64}(\.[0-9]{1,64})?([eE][+-]?[0-9]{1,3})?")
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter, compiled. `separator` is None for arrays whose items are repeated parameters."""

    name: str
    place: str
    argument: str
    required: bool
    default: Any
    kind: str
    items: str | None
    separator: str | None
    validator: schemas.Validator

    def value(self, texts: list[str]) -> Any:
        """The typed value of what was sent; text that is not of the type stays text, and fails validation."""
        if self.items is None:
            return typed(texts[-1], self.kind)
        parts = texts if self.separator is None else texts[-1].split(self.separator)
        return [
            typed(part.strip(" \t") if self.place == "header" else part, self.items)
            for part in parts
        ]


def typed(text: str, kind: str) -> Any:
    """`text` as a value of a JSON type, or unchanged where it is none: integers have 64 bits, numbers a double's."""
    if kind == "integer" and _INTEGER.fullmatch(text):
        return whole if -(2**63) <= (whole := int(text)) < 2**63 else text
    if kind == "number" and _NUMBER.fullmatch(text):
        return real if math.isfinite(real := float(text)) else text
    if kind == "boolean":
        return _BOOLEANS.get(text.lower(), text)
    return text


def compiled(definition: Mapping[str, Any], compiler: schemas.Schemas) -> Parameter:
    """A parameter object of the document (references resolved) made ready for requests.

    Raises `ValueError` for kinds of parameters that are not served.
    """
    schema = definition.get("schema", {})
    if not schema or schema.get("type") == "object" or definition["in"] == "cookie":
        raise ValueError(
            f"parameter {definition['name']}: objects, cookies and `content` are not served"
        )
    array = schema.get("type") == "array"
    style = definition.get("style", "form" if definition["in"] == "query" else "simple")
    explode = definition.get("explode", style == "form")
    separator = {"spaceDelimited": " ", "pipeDelimited": "|"}.get(style, ",")
    return Parameter(
        name=definition["name"],
        place=definition["in"],
        argument=pythonic(definition["name"]),
        required=definition.get("required", False),
        default=schema.get("default"),
        kind=schema.get("type", "string"),
        items=schema["items"].get("type", "string") if array else None,
        separator=None if array and explode and definition["in"] == "query" else separator,
        validator=compiler.request(_with_example(schema, definition)),
    )


def _with_example(schema: Mapping[str, Any], definition: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema with the parameter's own example, which authors write beside it."""
    return {"example": definition["example"], **schema} if "example" in definition else schema


def query_values(query: bytes) -> dict[str, list[str]]:
    """The query's values by name; raise `InvalidRequest` for bytes that are not UTF-8 and for U+0000."""
    try:
        pairs = parse_qsl(
            query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=256
        )
    except ValueError as exc:
        raise InvalidRequest(Fault("query", "must be percent-encoded UTF-8")) from exc
    values: dict[str, list[str]] = {}
    for name, text in pairs:
        if "\0" in text or "\0" in name:
            raise InvalidRequest(Fault("query", "must not contain the character U+0000"))
        values.setdefault(name, []).append(text)
    return values


def bind_parameters(
    definitions: Collection[Mapping[str, Any]],
    compiler: schemas.Schemas,
    *,
    elsewhere: Collection[str],
) -> Callable[[Exchange], None]:
    """The link that fills `arguments` from path and query, or refuses with every fault it finds.

    Headers are checked and, as in Connexion, not passed on. `elsewhere` names the headers
    (lower-case) that other links read themselves.
    """
    parameters = [compiled(definition, compiler) for definition in definitions]
    in_path = [item for item in parameters if item.place == "path"]
    in_query = [item for item in parameters if item.place == "query"]
    in_headers = [
        item for item in parameters if item.place == "header" and item.name.lower() not in elsewhere
    ]
    known = {item.name for item in in_query}

    def fill(exchange: Exchange) -> None:
        found: list[Fault] = []
        values = query_values(exchange.query) if exchange.query else {}
        found.extend(
            Fault(f"query.{name}", "is not a known parameter")
            for name in values
            if name not in known
        )
        for item in in_path:
            _take(item, [exchange.path_values[item.name]], exchange.arguments, found)
        for item in in_query:
            _take(item, values.get(item.name), exchange.arguments, found)
        for item in in_headers:
            text = exchange.headers.get(item.name.lower())
            _take(item, None if text is None else [text], {}, found)
        if found:
            raise InvalidRequest(*found)

    return fill


def _take(
    item: Parameter, texts: list[str] | None, arguments: dict[str, Any], found: list[Fault]
) -> None:
    if texts is None:
        if item.required:
            found.append(Fault(f"{item.place}.{item.name}", "is required"))
        elif item.default is not None:
            arguments[item.argument] = item.default
        return
    where = f"{item.place}.{item.name}"
    if len(texts) > 1 and item.separator is not None:
        found.append(Fault(where, "is given more than once"))
        return
    value = item.value(texts)
    if item.validator.is_valid(value) and "\0" not in texts[-1]:
        arguments[item.argument] = value
    else:
        found.extend(
            schemas.faults(item.validator, value, where)
            or [Fault(where, "must not contain the character U+0000")]
        )


def bind_body(
    operation: Operation, compiler: schemas.Schemas, *, depth: int
) -> Callable[[Exchange], None] | None:
    """The link that parses and validates a JSON body into `arguments["body"]`, or None without a body."""
    body = operation.definition.get("requestBody")
    if body is None:
        return None
    (content,) = body["content"].values()
    validator = compiler.request(content["schema"])
    required = body.get("required", False)

    def check(exchange: Exchange) -> None:
        if not exchange.body:
            if required:
                raise InvalidRequest(Fault("body", "is required"))
            exchange.arguments["body"] = None
            return
        value = wellformed.parse(exchange.body, depth=depth)
        if not validator.is_valid(value):
            raise InvalidRequest(*schemas.faults(validator, value, "body"))
        exchange.arguments["body"] = value

    return check
