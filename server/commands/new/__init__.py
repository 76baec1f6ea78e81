"""`charter new`: another project of this shape, which runs and passes its own tests from the start."""

import argparse
import re
from pathlib import Path

from server.commands.new import copy, drop, rename
from server.commands.outcome import CommandFailed
from server.settings import ROOT

_NEXT = """\
{name} is ready: the {api} API, with registry and platform to change or to throw away.

    cd {folder}
    make run     # serve it
    make test    # prove it

Begin with openapi.yaml; `charter scaffold` then writes a stub and a failing test for each new operation.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Make a new project: the document with registry and platform, handlers, models, "
        "tests, Makefile. It runs and passes its tests."
    )
    parser.add_argument("folder", metavar="NAME", type=Path, help="folder to make")
    parser.add_argument("--api-name", metavar="TEXT", required=True, help='for instance "Acme"')
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    folder: Path = args.folder.absolute()
    name = project_name(folder)
    api_name = " ".join(args.api_name.split())
    if not api_name or not api_name.isprintable():
        raise CommandFailed("--api-name must be a name that people can read")
    if not (ROOT / "Makefile").is_file():
        raise CommandFailed(
            "charter new copies a source tree, and this is an installation without one"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CommandFailed(f"{folder} is there already, and not empty")
    copy.tree(ROOT, folder)
    drop.apis(folder)
    rename.project(folder, name=name, api_name=api_name)
    print(_NEXT.format(name=name, api=api_name, folder=args.folder))
    return 0


def project_name(folder: Path) -> str:
    """The folder's name as the name of a Python project (PEP 508)."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.name.lower()).strip("-")
    if not re.match(r"[a-z]", name):
        raise CommandFailed(
            f"{folder.name!r} cannot be a project's name: it must begin with a letter"
        )
    return name
