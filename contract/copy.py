"""Copy a part of a source file into the bundle, refusing what the closed list does not know."""

from collections.abc import Callable
from typing import Any

from contract.place import DocumentError, Place

Follow = Callable[[str, Place], str]

METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")

_NAMES = frozenset(
    {"callbacks", "content", "encoding", "examples", "headers", "links", "mapping", "parameters"}
    | {"patternProperties", "paths", "properties", "requestBodies", "responses", "schemas"}
    | {"scopes", "securitySchemes", "variables"}
)
"""Keys below which an author chooses the names."""

_DATA = frozenset({"default", "enum", "example", "value", "x-charter"})
"""Keys below which there is data, not document."""


def copied(node: Any, place: Place, follow: Follow, *, names: bool = False) -> Any:
    """A deep copy in which `follow` has rewritten every reference.

    `names` says that the keys of this mapping are the author's, and so neither references nor extensions.
    """
    if isinstance(node, dict):
        if "$ref" in node and not names:
            return _reference(node, place, follow)
        return {k: _member(k, v, place, follow, names=names) for k, v in node.items()}
    if isinstance(node, list):
        return [copied(item, place.at(i), follow) for i, item in enumerate(node)]
    return node


def _member(key: Any, value: Any, place: Place, follow: Follow, *, names: bool) -> Any:
    if not isinstance(key, str):
        raise DocumentError(place.at(key), f'keys are text: write "{key}" in quotes')
    if names:
        return copied(value, place.at(key), follow)
    if key.startswith("x-"):
        _refuse_unknown_extension(key, place)
    if key in _DATA or not isinstance(value, (dict, list)):
        return value
    return copied(value, place.at(key), follow, names=key in _NAMES)


def _reference(node: dict[str, Any], place: Place, follow: Follow) -> dict[str, str]:
    others = ", ".join(str(key) for key in node if key != "$ref")
    if others:
        raise DocumentError(place, f"beside $ref these would be ignored: {others}")
    reference = node["$ref"]
    if not isinstance(reference, str) or "#/" not in reference:
        raise DocumentError(place.at("$ref"), "must be #/POINTER or FILE#/POINTER")
    return {"$ref": follow(reference, place.at("$ref"))}


def _refuse_unknown_extension(key: str, place: Place) -> None:
    known: tuple[str, ...] = ()
    match place.keys:
        case ():
            known = ("x-charter", "x-webhooks")
        case ("tags", int()):
            known = ("x-charter",)
        case ("paths", _, method) if method in METHODS:
            known = ("x-charter",)
        case (*_, "properties", str()):
            known = ("x-charter",)
    if key not in known:
        names = ", ".join(known) or "none at this place"
        raise DocumentError(place.at(key), f"unknown extension; known: {names}")
