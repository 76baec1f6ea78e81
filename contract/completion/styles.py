"""The shapes in which APIs say no: media type, schemas and an example for each."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, NamedTuple

from contract.completion import refusing
from contract.errors import InvalidRequest, Refusal, Unauthenticated

Json = dict[str, Any]


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
        "traceId": refusing.TRACE_ID,
    }
    return body | ({"errors": _faults(refusal)} if refusal.details else {})


def _studio(refusal: Refusal, _status: int) -> Json:
    body: Json = {
        "errorMessage": refusal.message,
        "errorCode": refusal.code,
        "traceId": refusing.TRACE_ID,
    }
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


def _practice(refusal: Refusal, _status: int) -> Json:
    error = {"code": refusal.code, "message": refusal.message, "details": fields(refusal)}
    return {"error": error | {"traceId": refusing.TRACE_ID}}


def fields(refusal: Refusal) -> list[Json]:
    """What the style `practice` tells of each fault: the name in the body, the query or the headers."""
    return [
        {"field": fault.location.partition(".")[2] or fault.location, "message": fault.message}
        for fault in refusal.details
    ]


def _titled(refusal: Refusal, status: int) -> Json:
    return {"title": HTTPStatus(status).phrase, "status": status, **said(refusal)}


def said(refusal: Refusal) -> Json:
    """What the style `titled` says beyond the status: nothing to whom it does not know."""
    if isinstance(refusal, Unauthenticated):
        return {}
    faults = _faults(refusal)
    return {"detail": refusal.message} | ({"errors": faults} if faults else {})


STYLES: dict[str, Style] = {
    "itemized": Style(
        media_type="application/json",
        schemas={
            "Fault": refusing.FAULT,
            "InvalidRequest": refusing.INVALID_REQUEST,
            "Error": refusing.ERROR,
        },
        schema_of=lambda status: "InvalidRequest" if status == HTTPStatus.BAD_REQUEST else "Error",
        code=lambda code, status: (
            "invalidRequest" if status == HTTPStatus.BAD_REQUEST else camel_case(code)
        ),
        example=_itemized,
    ),
    "problem": Style(
        media_type="application/problem+json",
        schemas={"Fault": refusing.FAULT, "Problem": refusing.PROBLEM},
        schema_of=lambda _status: "Problem",
        code=lambda code, _status: code,
        example=_problem,
    ),
    "studio": Style(
        media_type="application/json",
        schemas={"StudioError": refusing.STUDIO_ERROR},
        schema_of=lambda _status: "StudioError",
        code=lambda code, _status: code,
        example=_studio,
    ),
    "practice": Style(
        media_type="application/json",
        schemas={
            "FieldFault": refusing.FIELD_FAULT,
            "Reason": refusing.REASON,
            "PracticeError": refusing.PRACTICE_ERROR,
        },
        schema_of=lambda _status: "PracticeError",
        code=lambda code, _status: code,
        example=_practice,
    ),
    "titled": Style(
        media_type="application/json",
        schemas={"Fault": refusing.FAULT, "TitledError": refusing.TITLED_ERROR},
        schema_of=lambda _status: "TitledError",
        code=lambda code, _status: code,
        example=_titled,
    ),
}
