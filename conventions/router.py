"""Find the operation of a path once, literal paths first, at a cost that does not grow with the document."""

from __future__ import annotations

import re
from typing import Generic, TypeVar
from urllib.parse import unquote

Target = TypeVar("Target")

_TEMPLATE = re.compile(r"(?:/(?:[^/{}]*|\{[^/{}]+\}))+")


class _Node(Generic[Target]):
    """One segment of the trie; `end` is set where a template ends."""

    __slots__ = ("end", "literal", "names", "variable")

    def __init__(self) -> None:
        self.literal: dict[str, _Node[Target]] = {}
        self.variable: _Node[Target] | None = None
        self.end: Target | None = None
        self.names: tuple[str, ...] = ()


class Router(Generic[Target]):
    """Path templates (`/u/{id}`) to targets; a literal segment always wins over a variable one.

    Connexion matches in the document's order and Flask puts literal paths first; with two routers a protected
    path can be reached unprotected. Here is the only one.
    """

    def __init__(self) -> None:
        self._literal: dict[str, Target] = {}
        self._root: _Node[Target] = _Node()

    def add(self, template: str, target: Target) -> None:
        """Enter a template; raise `ValueError` when it is none, or another of the same shape stands already."""
        if not _TEMPLATE.fullmatch(template):
            raise ValueError(f"{template}: a variable must be a whole segment")
        segments = template.split("/")[1:]
        names = tuple(segment[1:-1] for segment in segments if segment.startswith("{"))
        if not names:
            if template in self._literal:
                raise ValueError(f"{template}: declared twice")
            self._literal[template] = target
        node = self._root
        for segment in segments:
            if segment.startswith("{"):
                node.variable = node = node.variable or _Node()
            else:
                node = node.literal.setdefault(segment, _Node())
        if node.end is not None:
            raise ValueError(f"{template}: another path has the same shape")
        node.end, node.names = target, names

    def find(self, path: str, raw: bytes = b"") -> tuple[Target, dict[str, str]] | None:
        """The target of a decoded path and the values of its variables, or None. Values are never empty.

        `raw` is the path as it was sent: a slash that stands there as `%2F` belongs to a value and separates
        nothing (RFC 3986, 2.2).
        """
        escaped = b"%2f" in raw or b"%2F" in raw
        literal = None if escaped else self._literal.get(path)
        if literal is not None:
            return literal, {}
        if not path.startswith("/"):
            return None
        segments = (
            [unquote(text) for text in raw.decode("latin-1").split("/")]
            if escaped
            else path.split("/")
        )
        values: list[str] = []
        node = _descend(self._root, segments, 1, values)
        if node is None or node.end is None:
            return None
        return node.end, dict(zip(node.names, values, strict=True))


def _descend(
    node: _Node[Target], segments: list[str], at: int, values: list[str]
) -> _Node[Target] | None:
    """Walk down from `node`, literal branch first; leave the variables' values in `values`."""
    if at == len(segments):
        return node if node.end is not None else None
    segment = segments[at]
    branch = node.literal.get(segment)
    if branch is not None:
        found = _descend(branch, segments, at + 1, values)
        if found is not None:
            return found
    if node.variable is None or not segment:
        return None
    values.append(segment)
    found = _descend(node.variable, segments, at + 1, values)
    if found is None:
        values.pop()
    return found
