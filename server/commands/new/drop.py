"""A new project begins with platform and registry; every other API of this one is left out of it, whole."""

import ast
import re
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from babel.messages.pofile import read_po, write_po

from contract.errors import REFUSALS
from contract.facts import Api
from contract.generate import types
from contract.load import load
from contract.messages import messages
from server.commands.new import belongings, revisions
from server.commands.outcome import CommandFailed

KEPT = frozenset({"platform", "registry"})


def apis(folder: Path) -> None:
    """Take all APIs but `KEPT` out of the copied project, so that it reads as if they never were."""
    dropped = [api for name, api in load(folder / "openapi.yaml").apis.items() if name not in KEPT]
    gone: set[str] = set()
    for api in dropped:
        gone |= _drop(folder, api)
    for catalogue in folder.glob("locales/*/LC_MESSAGES/*.po"):
        _translate_no_more(catalogue, gone)
    contract = load(folder / "openapi.yaml")
    if not set(contract.apis) <= KEPT:
        raise CommandFailed(f"the new document still has {', '.join(sorted(contract.apis))}")
    if dropped and find_spec("datamodel_code_generator"):
        (folder / "contract" / "types.py").write_bytes(types(contract.document))


def _drop(folder: Path, api: Api) -> set[str]:
    """Take one out; give the places of the sentences that went with it."""
    codes = {code for code, kind in REFUSALS.items() if _is_of(api.name, kind.__module__)}
    files = belongings.of(folder, api.name, api.base)
    gone = {f"error:{code}" for code in codes}
    gone |= {file.relative_to(folder).as_posix() for file in files}
    revisions.close(folder / "migrations" / "versions", files)
    for file in files:
        file.unlink()
    _remove_empty(folder)
    _edit(folder / "openapi.yaml", lambda text: document(text, api.name))
    _edit(folder / "contract" / "errors" / "__init__.py", lambda text: imports(text, api.name))
    _edit(folder / "contract" / "statuses.py", lambda text: keys(text, codes))
    for register in ("models/__init__.py", "server/commands/demo/__init__.py"):
        _edit(folder / register, lambda text: registrations(text, api.name))
    return gone


def document(text: str, name: str) -> str:
    """The root document without the API's tags, and without what refers to its chapters."""
    theirs = re.compile(rf'^  - name: {name}(-\S+)?\n|\$ref: "openapi/{name}[/.]')
    entry = re.compile(r"^  \S.*\n(?:(?:   .*)?\n)*", re.MULTILINE)
    left = entry.sub(lambda found: "" if theirs.search(found[0]) else found[0], text)
    return re.sub(r"(?m)^x-webhooks:\n+(?=\S)", "", left)


def imports(text: str, name: str) -> str:
    """A module without what it imports from modules of the API, in `__all__` neither."""
    lines = text.splitlines(keepends=True)
    names = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.ImportFrom) and node.module and _is_of(name, node.module):
            names |= {alias.name for alias in node.names}
            lines[node.lineno - 1 : node.end_lineno] = [""] * (
                (node.end_lineno or node.lineno) - node.lineno + 1
            )
    return "".join(line for line in lines if line.strip(' ",\n') not in names or line == "\n")


def keys(text: str, codes: Iterable[str]) -> str:
    """A table without the lines of these codes."""
    any_of = "|".join(map(re.escape, codes))
    return re.sub(rf'(?m)^ +"(?:{any_of})": .*\n', "", text) if any_of else text


def registrations(text: str, name: str) -> str:
    """A list of modules without those of the API."""
    theirs = rf'"(?:\w+\.)+{name}(?:\.\w+)*"'
    left = re.sub(rf"\s*{theirs},", "", text)
    left = re.sub(rf",?\s*{theirs}(?=\s*\))", "", left)
    left = re.sub(r"= \(\s+\)", "= ()", left)
    return re.sub(r'= \(\s*("[\w.]+")\)', r"= (\1,)", left)


def _is_of(name: str, module: str) -> bool:
    last = module.rpartition(".")[2]
    return last == name or last.startswith(f"{name}_")


def _translate_no_more(catalogue: Path, gone: set[str]) -> None:
    """Take out the sentences that stood nowhere but in what is gone."""
    left_over = {message.template for message in messages() if gone.issuperset(message.where)}
    with catalogue.open("rb") as source:
        catalog = read_po(source)
    for template in left_over:
        catalog.delete(template)
    for message in catalog:
        message.locations = [place for place in message.locations if place[0] not in gone]
    with catalogue.open("wb") as target:
        write_po(target, catalog, width=100, include_lineno=False)


def _edit(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text()))


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
