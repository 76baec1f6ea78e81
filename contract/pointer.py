"""JSON pointers (RFC 6901) as references use them."""

from typing import Any

Json = dict[str, Any]


def keys_of(pointer: str) -> tuple[str, ...]:
    """`/paths/~1a~1{b}` → `("paths", "/a/{b}")`; the empty pointer is the whole document."""
    parts = pointer.split("/")[1:]
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in parts)


def pointer_to(*keys: str) -> str:
    """The reference to a place of the same document."""
    return "#/" + "/".join(key.replace("~", "~0").replace("/", "~1") for key in keys)


def look_up(document: Any, keys: tuple[str, ...]) -> Any:
    """What stands there; raises `LookupError` where nothing does."""
    for key in keys:
        if isinstance(document, list) and key.isdecimal():
            document = document[int(key)]
        elif isinstance(document, dict):
            document = document[key]
        else:
            raise LookupError(key)
    return document


def resolved(document: Json, node: Json) -> Json:
    """The node that a reference leads to, through further references, or the node itself."""
    seen: set[str] = set()
    while (reference := node.get("$ref")) is not None and reference not in seen:
        seen.add(reference)
        node = look_up(document, keys_of(reference.removeprefix("#")))
    return node
