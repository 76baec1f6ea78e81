"""What the parts of a `multipart/form-data` body are: one file, and at most one JSON value beside it."""

from collections.abc import Callable
from typing import Any, NamedTuple

Json = dict[str, Any]

MEDIA_TYPE = "multipart/form-data"


class Parts(NamedTuple):
    """Names of the parts, and the schema of the JSON one."""

    file: str
    file_required: bool
    data: str | None
    schema: Json
    data_required: bool


def is_multipart(body: Json) -> bool:
    """Whether a request body (resolved) is sent in parts."""
    return MEDIA_TYPE in body.get("content", {})


def parts_of(body: Json, resolve: Callable[[Json], Json]) -> Parts:
    """The parts of such a body; raise `ValueError` with what is wrong."""
    if list(body["content"]) != [MEDIA_TYPE]:
        raise ValueError(f"the body must be {MEDIA_TYPE} and nothing else")
    schema = resolve(body["content"][MEDIA_TYPE].get("schema", {}))
    properties = schema.get("properties", {})
    files = [name for name in properties if resolve(properties[name]).get("format") == "binary"]
    others = [name for name in properties if name not in files]
    if len(files) != 1 or len(others) > 1:
        raise ValueError("the body must have one binary part, and at most one other")
    required = schema.get("required", [])
    data = others[0] if others else None
    return Parts(
        files[0], files[0] in required, data, properties[data] if data else {}, data in required
    )
