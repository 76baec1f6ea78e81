"""The shapes in which APIs say no: media type, schemas and an example for each."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, NamedTuple

from contract.errors import InvalidRequest, Refusal

Json = dict[str, Any]

_TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736"


class Style(NamedTuple):
    """One shape of errors; a new one is a line in `STYLES`."""

    media_type: str
    schemas: dict[str, Json]
    schema_of: Callable[[int], str]
    code: Callable[[str, int], str]
    example: Callable[[Refusal, int], Json]


def camel_case(code: str) -> str:
    """`resource_not_found` → `resourceNotFound`."""
    return re.sub(r"_([a-z0-9])", lambda match: match.group(1).upper(), code)


def _faults(refusal: Refusal) -> list[Json]:
    return [{"location": f.location, "message": f.message} for f in refusal.details]


def _itemized(refusal: Refusal, status: int) -> Json:
    if status == HTTPStatus.BAD_REQUEST:
        message = refusal.message
        return {"code": "invalidRequest", "message": message, "details": _faults(refusal)}
    return {"status": status, "error": camel_case(refusal.code), "message": refusal.message}


def _problem(refusal: Refusal, status: int) -> Json:
    body: Json = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": refusal.message,
        "code": refusal.code,
        "traceId": _TRACE_ID,
    }
    return body | ({"errors": _faults(refusal)} if refusal.details else {})


def _studio(refusal: Refusal, _status: int) -> Json:
    body: Json = {"errorMessage": refusal.message, "errorCode": refusal.code, "traceId": _TRACE_ID}
    return body | named(refusal)


def named(refusal: Refusal) -> Json:
    """What the style `studio` tells of the first fault: the field's dotted name, and what is wrong with it.

    A fault of the whole body or of the whole query has no field to name.
    """
    if not refusal.details:
        return {}
    fault = refusal.details[0]
    _, _, field = fault.location.partition(".")
    told = {"reference": field} if field else {}
    if refusal.code == InvalidRequest.code:
        told["errorMessage"] = f"{field or fault.location}: {fault.message}"
    return told


def _text(description: str, example: str) -> Json:
    return {"description": description, "type": "string", "example": example}


_STATUS: Json = {
    "description": "The HTTP status of this answer.",
    "type": "integer",
    "minimum": 400,
    "maximum": 599,
    "example": 404,
}
_FAULT: Json = {
    "description": "One thing that is wrong with a request.",
    "type": "object",
    "required": ["location", "message"],
    "properties": {
        "location": _text(
            "Where: `body`, `query`, `path` or `header`, and the name after a dot.", "body.name"
        ),
        "message": _text("What is wrong, for people.", "is required"),
    },
}
_FAULTS: Json = {
    "description": "Everything that is wrong, as far as it can be told.",
    "type": "array",
    "items": {"$ref": "#/components/schemas/Fault"},
}
_INVALID_REQUEST: Json = {
    "description": "The request does not fit this document.",
    "type": "object",
    "required": ["code", "message", "details"],
    "properties": {
        "code": {"type": "string", "enum": ["invalidRequest"], "example": "invalidRequest"},
        "message": _text("What is wrong, for people.", "The request is not valid."),
        "details": _FAULTS,
    },
}
_ERROR: Json = {
    "description": "Why the call was refused.",
    "type": "object",
    "required": ["status", "error", "message"],
    "properties": {
        "status": _STATUS,
        "error": _text("The reason, for programs; its meaning never changes.", "resourceNotFound"),
        "message": _text("The reason, for people.", "There is no such resource."),
    },
}
_PROBLEM: Json = {
    "description": "Why the call was refused: problem details, RFC 9457.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "example": "about:blank"},
        "title": _text("The status in words.", "Not Found"),
        "status": _STATUS,
        "detail": _text("The reason, for people.", "There is no key k7Qm2xWc9TzB."),
        "code": _text("The reason, for programs; its meaning never changes.", "key_not_found"),
        "traceId": _text("Tell us this when you ask for help.", _TRACE_ID),
        "errors": _FAULTS,
    },
}
_STUDIO_ERROR: Json = {
    "description": "Why the call was refused.",
    "type": "object",
    "required": ["errorMessage", "errorCode", "traceId"],
    "properties": {
        "errorMessage": _text(
            "The reason, for people, in the language of the call.", "firstName: is required"
        ),
        "errorCode": _text(
            "The reason, for programs, and a key for translations of your own; its meaning never"
            " changes.",
            "invalid_request",
        ),
        "traceId": _text("Tell us this when you ask for help.", _TRACE_ID),
        "reference": _text(
            "The field that is wrong: its name, with those around it before dots.", "firstName"
        ),
    },
}

STYLES: dict[str, Style] = {
    "itemized": Style(
        media_type="application/json",
        schemas={"Fault": _FAULT, "InvalidRequest": _INVALID_REQUEST, "Error": _ERROR},
        schema_of=lambda status: "InvalidRequest" if status == HTTPStatus.BAD_REQUEST else "Error",
        code=lambda code, status: (
            "invalidRequest" if status == HTTPStatus.BAD_REQUEST else camel_case(code)
        ),
        example=_itemized,
    ),
    "problem": Style(
        media_type="application/problem+json",
        schemas={"Fault": _FAULT, "Problem": _PROBLEM},
        schema_of=lambda _status: "Problem",
        code=lambda code, _status: code,
        example=_problem,
    ),
    "studio": Style(
        media_type="application/json",
        schemas={"StudioError": _STUDIO_ERROR},
        schema_of=lambda _status: "StudioError",
        code=lambda code, _status: code,
        example=_studio,
    ),
}
