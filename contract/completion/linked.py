"""`envelope: named`: beside the answer stand the path of its object and those of what lies below it."""

import re
from typing import Any

from contract.completion.draft import Draft

Json = dict[str, Any]

LINKS = "_links"
SELF = "self"
_VARIABLE = re.compile(r"\{([^}]+)\}")
_FOUND = re.compile(r"\$(request\.path\.[^/]+|response\.body#/[^0-9].*)")
"""Where the values of a path may come from: the call's own path, or an object's property."""

_PATH: Json = {
    "description": "Where it is.",
    "type": "object",
    "required": ["href"],
    "properties": {
        "href": {
            "description": "A path on this server.",
            "type": "string",
            "format": "uri-reference",
            "example": "/",
        }
    },
}


def properties(draft: Draft, response: Json) -> Json:
    """The property that the envelope of this response has for links."""
    links = {key: draft.resolve(link) for key, link in response.get("links", {}).items()}
    if SELF in links:
        _refuse_unless_complete(draft, links[SELF])
    path = draft.component("schemas", "Link", _PATH)
    below = [SELF, *leading(draft.document, draft.path, links)]
    schema = {
        "description": "Paths of the object, and of what belongs to it.",
        "type": "object",
        "required": [SELF],
        "properties": dict.fromkeys(below, path),
    }
    return {LINKS: schema}


def _refuse_unless_complete(draft: Draft, link: Json) -> None:
    path, given = path_of(draft.document, link), link.get("parameters", {})
    if path is None:
        draft.refuse("named", f"the link {SELF} must lead to a GET")
    for name in _VARIABLE.findall(path):
        if not _FOUND.fullmatch(str(given.get(name, ""))):
            draft.refuse("named", f"the link {SELF} must say where {name} is in the answer")


def leading(document: Json, own: str, links: dict[str, Json]) -> dict[str, tuple[str, Json]]:
    """Of an answer's links those that lead to a GET below its object, each with the path and its parameters.

    `own` is the path of the operation; its object is where the link `self` leads to, if there is one.
    """
    around = own
    if SELF in links:
        around = path_of(document, links[SELF]) or own
    found = {}
    for name, link in links.items():
        path = path_of(document, link)
        given = link.get("parameters", {})
        if name != SELF and path and path.startswith(f"{around}/"):
            needed = {n: given.get(n, "") for n in _VARIABLE.findall(path)}
            if all(_FOUND.fullmatch(str(expression)) for expression in needed.values()):
                found[name] = (path, needed)
    return found


def path_of(document: Json, link: Json) -> str | None:
    """The path of the GET to which a link leads, or None."""
    for path, item in document["paths"].items():
        if "get" in item and item["get"].get("operationId") == link.get("operationId"):
            return str(path)
    return None
