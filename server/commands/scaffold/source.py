"""Python source for an operation: what the document says of it, and a body that fails."""

import ast
from pathlib import Path
from typing import Any

from connexion.decorators.parameter import pythonic

from contract.facts import Contract, Operation
from conventions import invocation, pretty

_TYPES = {"integer": "int", "number": "float", "boolean": "bool", "array": "list[Any]"}
_IMPORTS = {
    "Any": "from typing import Any",
    "Page": "from models.paging import Page, Slice",
    "Session": "from models.session import Session",
    "pytest": "import pytest",
}


def functions(handlers: Path) -> set[tuple[str, str]]:
    """`(api, function)` for every function in `<handlers>/<api>/*.py`, without importing anything."""
    return {
        (path.parent.name, node.name)
        for path in handlers.glob("*/*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
    }


def resource_of(base: str, path: str) -> str:
    """The module that an operation belongs to: the first fixed part of its path behind the base."""
    parts = [part for part in path.removeprefix(base).split("/") if part and "{" not in part]
    return pythonic(parts[0]).replace("-", "_") if parts else "root"


def handler(contract: Contract, operation: Operation) -> str:
    """A function of the operation's name and parameters, which fails until it is written."""
    api = contract.apis[operation.api]
    given = [contract.resolve(p) for p in operation.definition.get("parameters", [])]
    definitions = [item for item in given if not pretty.reads(api, item)]
    always, optional = ["session: Session", "tenant: str"], []
    for name, required in invocation.given(operation, definitions).items():
        kind = _type(contract, operation, name, definitions)
        if required:
            always.append(f"{name}: {kind}")
        else:
            optional.append(f"{name}: {kind} | None = None")
    signature = ", ".join([*always, *(["*", *optional] if optional else [])])
    name = pythonic(operation.id)
    return (
        f"def {name}({signature}) -> {_answer(operation)}:\n"
        f'    raise NotImplementedError("{operation.id} has no handler yet")\n'
    )


def test(operation: Operation) -> str:
    """A test that fails, and says with which promise to begin."""
    summary = operation.definition.get("summary", operation.id).replace('"', "'")
    return (
        f"def test_{pythonic(operation.id)}(alice):\n"
        f'    pytest.fail("{operation.method.upper()} {operation.path}: show that it does this: {summary}")\n'
    )


def append(path: Path, code: str, heading: str | None = None) -> None:
    """Put code at the end of a file, with the imports it needs at the top; an `__init__` only once."""
    if path.name == "__init__.py" and path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(f'"""{heading}"""\n' if heading else "")
    text = path.read_text()
    missing = [
        line
        for name, line in _IMPORTS.items()
        if name in _names(code) and name not in _names(text, bound=True)
    ]
    text = _with_imports(text, missing)
    path.write_text(f"{text.rstrip()}\n\n\n{code}" if text.strip() else code)


def _names(code: str, *, bound: bool = False) -> set[str]:
    """Names that the code uses, or those that its imports bind."""
    nodes = list(ast.walk(ast.parse(code)))
    if bound:
        imports = (n for n in nodes if isinstance(n, ast.Import | ast.ImportFrom))
        return {alias.asname or alias.name for n in imports for alias in n.names}
    return {node.id for node in nodes if isinstance(node, ast.Name)}


def _with_imports(text: str, lines: list[str]) -> str:
    """The text with import lines behind its docstring and its own imports."""
    if not lines:
        return text
    last = 0
    for node in ast.parse(text).body:
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.Import | ast.ImportFrom) or (docstring and last == 0):
            last = node.end_lineno or last
    before, after = text.splitlines()[:last], text.splitlines()[last:]
    gap = [""] if before and not before[-1].startswith(("from ", "import ")) else []
    return "\n".join([*before, *gap, *lines, *after]) + "\n"


def _type(
    contract: Contract, operation: Operation, name: str, definitions: list[dict[str, Any]]
) -> str:
    fixed = {"body": "dict[str, Any]", "page": "Page", "expected": "frozenset[int] | None"}
    if operation.rules.select is not None:
        fixed["select"] = "frozenset[str]"
    if operation.rules.access is not None:
        fixed["visible"] = "frozenset[str] | None"
    if operation.rules.sort is not None:
        fixed["sort"] = "tuple[str, ...]"
    if name in fixed:
        return fixed[name]
    definition = next(item for item in definitions if pythonic(item["name"]) == name)
    return _TYPES.get(contract.resolve(definition.get("schema", {})).get("type", ""), "str")


def _answer(operation: Operation) -> str:
    if operation.rules.paged is not None:
        return "Slice"
    if "204" in operation.definition["responses"]:
        return "None"
    return "dict[str, Any]"
