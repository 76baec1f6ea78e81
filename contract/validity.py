"""What OpenAPI 3.0 itself says against a document."""

from collections.abc import Iterator
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jsonschema_rs
from jsonschema import Draft4Validator, ValidationError  # type: ignore[import-untyped] # it ships none

Json = dict[str, Any]
Keys = tuple[str | int, ...]

_FORMATS = Draft4Validator.FORMAT_CHECKER


def faults(document: Json) -> Iterator[tuple[Keys, str]]:
    """Place and reason of each fault; the meaning is looked at only where the form is right."""
    from openapi_spec_validator import OpenAPIV30SpecValidator  # noqa: PLC0415 - 0.1 s, and seldom asked

    misshapen = False
    for fault in form(document):
        misshapen = True
        yield fault
    if not misshapen:
        for error in OpenAPIV30SpecValidator(document).iter_errors():
            yield tuple(error.absolute_path), _short(error.message)


def form(document: Json) -> Iterator[tuple[Keys, str]]:
    """Faults of the form only, which takes milliseconds where there are none."""
    schema, quick = _schema()
    if not quick.is_valid(document):
        for error in map(
            _deepest, Draft4Validator(schema, format_checker=_FORMATS).iter_errors(document)
        ):
            yield tuple(error.absolute_path), _short(error.message)


def judge() -> Iterator[bytes]:
    """What `faults` depends on beside the document."""
    yield Path(__file__).read_bytes()
    for package in (
        "jsonschema",
        "jsonschema-rs",
        "openapi-schema-validator",
        "openapi-spec-validator",
    ):
        yield version(package).encode()


@cache
def _schema() -> tuple[Json, Any]:
    """The schema of OpenAPI 3.0 documents, and a compiled validator that knows the same formats as the slow one."""
    from openapi_spec_validator.schemas import schema_v30  # noqa: PLC0415 - as above

    schema = dict(schema_v30)
    formats: dict[str, Any] = {name: partial(_conforms, name) for name in _FORMATS.checkers}
    return schema, jsonschema_rs.Draft4Validator(schema, validate_formats=True, formats=formats)


def _conforms(name: str, value: Any) -> bool:
    return bool(_FORMATS.conforms(value, name))


def _deepest(error: ValidationError) -> ValidationError:
    """Of the choices that all failed, the one that came farthest: "neither A nor B" helps nobody."""
    while error.context:
        error = max(error.context, key=lambda e: (len(e.absolute_path), "$ref" not in e.message))
    return error


def _short(message: str) -> str:
    line = message.partition("\n")[0]
    return line if len(line) <= 200 else f"{line[:90]} … {line[-100:]}"  # noqa: PLR2004 - one line of a terminal or two
