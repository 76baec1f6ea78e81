"""What belongs to an API is known by its name: a folder, a module, a migration, a page called after it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_PROVING = ("tests", "bench")
"""Folders whose modules go with what they prove or measure, whatever they are called."""
_FOR_ALL = (("tests", "support"), ("tests", "fuzz"))
"""Machinery that knows the special wishes of every API: it is not taken apart, and misses nothing."""


def of(folder: Path, name: str, base: str) -> set[Path]:
    """Files of the API `name` below `folder`, and whatever proves nothing but them."""
    called = re.compile(rf"(test_|\d+_)?{re.escape(name)}([_-].*)?")
    mine: set[Path] = set()
    others: set[Path] = set()
    for file in folder.rglob("*"):
        if file.is_file():
            parts = file.relative_to(folder).with_suffix("").parts
            named = parts[:2] not in _FOR_ALL and any(map(called.fullmatch, parts))
            (mine if named else others).add(file)
    told = re.compile(rf"\b(models|handlers)\.{re.escape(name)}\b|{re.escape(base)}\b")
    proofs = {file: file.read_text() for file in others if _proves(file.relative_to(folder))}
    mine |= {file for file, text in proofs.items() if told.search(text)}
    return mine | _leaning(proofs, mine)


def _proves(file: Path) -> bool:
    return file.suffix == ".py" and file.parts[0] in _PROVING


def _leaning(proofs: dict[Path, str], mine: set[Path]) -> set[Path]:
    """Those of `proofs` that import a module of `tests/support` that goes away, directly or not."""
    gone: set[Path] = set()
    while True:
        support = {file.stem for file in mine | gone if file.parent.name == "support"}
        more = {
            file
            for file, text in proofs.items()
            if file not in mine | gone and support.intersection(_imported(text))
        }
        if not more:
            return gone
        gone |= more


def _imported(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
