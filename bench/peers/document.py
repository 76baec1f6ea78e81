"""A document of a hundred operations for the connexion peers, the measured ones in its middle."""

from typing import Any

GROUPS = 33
MIDDLE = "resources"

_ERROR = {
    "type": "object",
    "required": ["status", "error", "message"],
    "properties": {
        "status": {"type": "integer"},
        "error": {"type": "string"},
        "message": {"type": "string"},
    },
}
_LABELS = {
    "type": "object",
    "maxProperties": 64,
    "additionalProperties": {"type": "string", "maxLength": 200},
}
_KIND = {"type": "string", "pattern": "^[a-z][a-z0-9-]{0,62}$"}
_NAME = {"type": "string", "minLength": 1, "maxLength": 200}
_MOMENT = {
    "type": "string",
    "format": "date-time",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$",
}
_GIVEN = {
    "kind": _KIND,
    "name": _NAME,
    "description": {"type": "string", "maxLength": 2000, "nullable": True},
    "labels": _LABELS,
    "attributes": {"type": "object"},
}
_MADE = {
    "id": {"type": "string", "format": "uuid"},
    "state": {"type": "string", "enum": ["draft", "active", "suspended", "retired"]},
    "version": {"type": "integer", "minimum": 1},
    "createdAt": _MOMENT,
    "updatedAt": _MOMENT,
}
SCHEMAS: dict[str, Any] = {
    "Error": _ERROR,
    "NewResource": {
        "type": "object",
        "required": ["kind", "name"],
        "additionalProperties": False,
        "properties": _GIVEN,
    },
    "Resource": {
        "type": "object",
        "required": [*_GIVEN, *_MADE],
        "additionalProperties": False,
        "properties": _GIVEN | _MADE,
    },
    "Page": {
        "type": "object",
        "required": ["items"],
        "properties": {
            "items": {"type": "array", "items": {"$ref": "#/components/schemas/Resource"}},
            "continuationToken": {"type": "string"},
        },
    },
}


def names() -> list[str]:
    """The collections in the order of the document: the measured one stands in the middle."""
    made = [f"resources-{number:02d}" for number in range(GROUPS)]
    made[GROUPS // 2] = MIDDLE
    return made


def document(check_key: str) -> dict[str, Any]:
    """The whole document; `check_key` names the function that resolves a bearer key."""
    paths: dict[str, Any] = {
        "/registry/v1/health": {"get": _operation("health", {"200": _answer("Error")})}
    }
    for name in names():
        paths |= _group(name)
    return {
        "openapi": "3.0.3",
        "info": {"title": "A registry of resources", "version": "1.0.0"},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "x-bearerInfoFunc": check_key}
            },
        },
        "security": [{"key": []}],
    }


def _group(name: str) -> dict[str, Any]:
    suffix = "" if name == MIDDLE else "_" + name.rpartition("-")[2]
    new = {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewResource"}}},
    }
    limit = {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}
    listing = [
        {"name": "limit", "in": "query", "schema": limit},
        {"name": "continuationToken", "in": "query", "schema": {"type": "string"}},
    ]
    id = {
        "name": "resourceId",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "format": "uuid"},
    }
    return {
        f"/registry/v1/{name}": {
            "get": _operation(f"list_resources{suffix}", {"200": _answer("Page")})
            | {"parameters": listing},
            "post": _operation(
                f"create_resource{suffix}", {"201": _answer("Resource"), "409": _answer("Error")}
            )
            | {"requestBody": new},
        },
        f"/registry/v1/{name}/{{resourceId}}": {
            "parameters": [id],
            "get": _operation(
                f"get_resource{suffix}", {"200": _answer("Resource"), "404": _answer("Error")}
            ),
        },
    }


def _operation(name: str, responses: dict[str, Any]) -> dict[str, Any]:
    refused = {status: _answer("Error") for status in ("400", "401")}
    return {"operationId": name, "tags": ["registry"], "responses": responses | refused}


def _answer(schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": schema, "content": content}
