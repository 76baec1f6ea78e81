"""What OpenAPI 3.0 itself says against a document."""

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft4Validator, ValidationError  # type: ignore[import-untyped] # it ships none
from openapi_spec_validator import OpenAPIV30SpecValidator
from openapi_spec_validator.schemas import schema_v30

Json = dict[str, Any]
Keys = tuple[str | int, ...]


def faults(document: Json) -> Iterator[tuple[Keys, str]]:
    """Place and reason of each fault; the meaning is looked at only where the form is right."""
    form = Draft4Validator(dict(schema_v30), format_checker=Draft4Validator.FORMAT_CHECKER)
    misshapen = list(form.iter_errors(document))
    for error in map(_deepest, misshapen):
        yield tuple(error.absolute_path), _short(error.message)
    if not misshapen:
        for error in OpenAPIV30SpecValidator(document).iter_errors():
            yield tuple(error.absolute_path), _short(error.message)


def _deepest(error: ValidationError) -> ValidationError:
    """Of the choices that all failed, the one that came farthest: "neither A nor B" helps nobody."""
    while error.context:
        error = max(error.context, key=lambda e: (len(e.absolute_path), "$ref" not in e.message))
    return error


def _short(message: str) -> str:
    line = message.partition("\n")[0]
    return line if len(line) <= 200 else f"{line[:90]} … {line[-100:]}"  # noqa: PLR2004 - one line of a terminal or two
