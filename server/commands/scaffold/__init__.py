"""`charter scaffold`: an operation that was just written into the document gets a stub and a failing test."""

import argparse
from pathlib import Path

from connexion.decorators.parameter import pythonic

from contract.facts import Contract, Operation
from contract.load import load
from server.commands.scaffold import source
from server.settings import ROOT


def configure(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Write a handler stub and a failing test for every operation of the document that "
        "has no handler. What is written already is never changed: new functions go to the end."
    )
    parser.add_argument(
        "--root", metavar="DIR", type=Path, default=ROOT, help="the project; default: this one"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    contract = load(args.root / "openapi.yaml")
    there = source.functions(args.root / "handlers")
    missing = [
        operation
        for operation in contract.operations.values()
        if (operation.api, pythonic(operation.id)) not in there
    ]
    for operation in missing:
        for path in written(args.root, contract, operation):
            print(f"{operation.id}: {path.relative_to(args.root)}")
    if not missing:
        print("Every operation has a handler.")
    return 0


def written(root: Path, contract: Contract, operation: Operation) -> tuple[Path, Path]:
    """Write stub and test of one operation; give their files."""
    resource = source.resource_of(contract.apis[operation.api].base, operation.path)
    package = root / "handlers" / operation.api
    handler = package / f"{resource}.py"
    test = root / "tests" / "handlers" / operation.api / f"test_{resource}.py"
    source.append(package / "__init__.py", f'"""Handlers of the API {operation.api}."""\n')
    source.append(
        handler, source.handler(contract, operation), heading=f"Operations under /{resource}."
    )
    source.append(test, source.test(operation))
    return handler, test
