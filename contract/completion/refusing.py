"""The schemas of answers that refuse, for every style."""

from typing import Any

Json = dict[str, Any]

TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736"


def _text(description: str, example: str) -> Json:
    return {"description": description, "type": "string", "example": example}


STATUS: Json = {
    "description": "The HTTP status of this answer.",
    "type": "integer",
    "minimum": 400,
    "maximum": 599,
    "example": 404,
}
FAULT: Json = {
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
FAULTS: Json = {
    "description": "Everything that is wrong, as far as it can be told.",
    "type": "array",
    "items": {"$ref": "#/components/schemas/Fault"},
}
INVALID_REQUEST: Json = {
    "description": "The request does not fit this document.",
    "type": "object",
    "required": ["code", "message", "details"],
    "properties": {
        "code": {"type": "string", "enum": ["invalidRequest"], "example": "invalidRequest"},
        "message": _text("What is wrong, for people.", "The request is not valid."),
        "details": FAULTS,
    },
}
ERROR: Json = {
    "description": "Why the call was refused.",
    "type": "object",
    "required": ["status", "error", "message"],
    "properties": {
        "status": STATUS,
        "error": _text("The reason, for programs; its meaning never changes.", "resourceNotFound"),
        "message": _text("The reason, for people.", "There is no such resource."),
    },
}
PROBLEM: Json = {
    "description": "Why the call was refused: problem details, RFC 9457.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "example": "about:blank"},
        "title": _text("The status in words.", "Not Found"),
        "status": STATUS,
        "detail": _text("The reason, for people.", "There is no key k7Qm2xWc9TzB."),
        "code": _text("The reason, for programs; its meaning never changes.", "key_not_found"),
        "traceId": _text("Tell us this when you ask for help.", TRACE_ID),
        "errors": FAULTS,
    },
}
STUDIO_ERROR: Json = {
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
        "traceId": _text("Tell us this when you ask for help.", TRACE_ID),
        "reference": _text(
            "The field that is wrong: its name, with those around it before dots.", "firstName"
        ),
    },
}
FIELD_FAULT: Json = {
    "description": "One thing that is wrong with a request.",
    "type": "object",
    "required": ["field", "message"],
    "properties": {
        "field": _text(
            "The property, parameter or header that is wrong; names of properties inside of others"
            " follow a dot. `body` and `query` mean the whole of it.",
            "contact.email",
        ),
        "message": _text("What is wrong, for people.", "is required"),
    },
}
REASON: Json = {
    "description": "Why the call was refused.",
    "type": "object",
    "required": ["code", "message", "details", "traceId"],
    "properties": {
        "code": _text("The reason, for programs; its meaning never changes.", "client_not_found"),
        "message": _text("The reason, for people.", "There is no such client."),
        "details": {
            "description": "Everything that is wrong with the request, as far as it can be told;"
            " empty when the request is not at fault.",
            "type": "array",
            "items": {"$ref": "#/components/schemas/FieldFault"},
        },
        "traceId": _text("Tell us this when you ask for help.", TRACE_ID),
    },
}
PRACTICE_ERROR: Json = {
    "description": "An answer that refuses.",
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"$ref": "#/components/schemas/Reason"}},
}
TITLED_ERROR: Json = {
    "description": "Why the call was refused.",
    "type": "object",
    "required": ["title", "status"],
    "properties": {
        "title": _text("The status in words.", "Not Found"),
        "status": STATUS,
        "detail": _text("The reason, for people.", "There is nothing at this path."),
        "errors": FAULTS,
    },
}
