"""A place in the document, and the error that names it so that an author can go there."""

from pathlib import Path
from typing import NamedTuple

import yaml


class Place(NamedTuple):
    """Where something stands: the file, its name as errors say it, and the keys that lead there."""

    file: Path
    name: str
    keys: tuple[str | int, ...] = ()

    def at(self, *keys: str | int) -> "Place":
        """A place below this one."""
        return self._replace(keys=self.keys + keys)

    def line(self) -> int:
        """The line of the deepest of the keys that exists; composes the file, so for errors only."""
        with self.file.open("rb") as stream:
            node = yaml.compose(stream, Loader=yaml.CSafeLoader)
        line = 0
        for key in self.keys:
            found = _child(node, key)
            if found is None:
                break
            line, node = found
        return line + 1


def _child(node: yaml.Node | None, key: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return name.start_mark.line, value
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key].start_mark.line, node.value[key]
    return None


class DocumentError(Exception):
    """The document contradicts itself or the house rules; one line that says where and why."""

    def __init__(self, place: Place, reason: str, *, line: int | None = None) -> None:
        where = f"{place.name}:{line or place.line()}"
        path = ".".join(str(key) for key in place.keys)
        super().__init__(": ".join(part for part in (where, path, reason) if part))
        self.place = place
        self.reason = reason
