"""Every sentence that a caller can be told, collected from the source as a template for translators.

`python -m contract.messages` prints it as a gettext template (`.pot`), from which
`pybabel update -i messages.pot -d locales` brings the catalogues up to date.
"""

import ast
import io
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from contract.errors import REFUSALS
from contract.load import load

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("contract", "conventions", "handlers", "models", "storage")
"""Where sentences for callers come from."""

COMMON = frozenset({"platform", "registry"})
"""APIs that every project begins with: their sentences are ready for whoever gives them `languages`."""


class Message(NamedTuple):
    """An English template: the `msgid`, where it is used, and what translators should know."""

    template: str
    where: tuple[str, ...]
    note: str


def messages() -> list[Message]:
    """Details of all refusals, then the templates of all faults, each once.

    Without those of an API that has no `languages`: nobody hears them but in English.
    """
    silent = _silent()
    found: dict[str, Message] = {}
    for code, kind in sorted(REFUSALS.items()):
        if _is_of(silent, kind.__module__.split(".")):
            continue
        note = f"Error {code}. {(kind.__doc__ or '').strip()}"
        known = found.get(kind.detail)
        where = (*known.where, f"error:{code}") if known else (f"error:{code}",)
        found[kind.detail] = Message(kind.detail, where, note)
    for text, file in _phrases():
        if _is_of(silent, Path(file).with_suffix("").parts):
            continue
        known = found.get(text) or Message(text, (), _note(text))
        found[text] = known._replace(where=(*known.where, file))
    return list(found.values())


def _silent() -> frozenset[str]:
    apis = load(ROOT / "openapi.yaml").apis
    return frozenset(name for name, api in apis.items() if api.rules.languages is None) - COMMON


def _is_of(apis: Collection[str], place: Sequence[str]) -> bool:
    """Whether a module of this path belongs to one of the APIs: by its package, or by how its name begins."""
    return any(part == name or part.startswith(f"{name}_") for part in place for name in apis)


def placeholders(template: str) -> frozenset[str]:
    """Names of the facts in a template; a translation has the same, in the order of its language."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def template() -> bytes:
    """All messages as a gettext template."""
    catalog = Catalog(project="Charter", charset="utf-8", fuzzy=False)
    for message in messages():
        catalog.add(
            message.template,
            locations=[(where, 0) for where in sorted(set(message.where))],
            auto_comments=[message.note],
        )
    file = io.BytesIO()
    write_po(file, catalog, width=100, omit_header=False, include_lineno=False)
    return file.getvalue()


def _note(template: str) -> str:
    if template[:1].isupper():
        return "A sentence of its own."
    number = " Must read well with any number." if "{limit}" in template else ""
    return f"Follows the name of a field and a colon: `firstName: {template}`.{number}"


def _phrases() -> Iterator[tuple[str, str]]:
    """What stands as the second argument of `Fault(…)` or as the argument of `phrase(…)`."""
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            where = file.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(file.read_bytes())):
                text = _phrase(node)
                if text is not None:
                    yield text, where


def _phrase(node: ast.AST) -> str | None:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return None
    at = {"Fault": 1, "phrase": 0}.get(node.func.id)
    if at is None or len(node.args) <= at:
        return None
    argument = node.args[at]
    if isinstance(argument, ast.JoinedStr):
        reason = "a sentence for callers is a template with facts, not an f-string"
        raise TypeError(f"line {node.lineno}: {reason}: {ast.unparse(node)}")
    known = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return str(argument.value) if known else None  # type: ignore[attr-defined]  # a constant


if __name__ == "__main__":
    sys.stdout.buffer.write(template())
