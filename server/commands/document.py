"""`charter document`: the document is checked, bundled and published as the server serves it."""

import argparse
import sys
from pathlib import Path

from contract import check, load, publish
from contract.facts import Contract
from server.commands.outcome import CommandFailed
from server.settings import ROOT


def configure(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    parsers = {
        name: commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        for name, text in (
            ("check", "say what is wrong with the document"),
            ("bundle", "print the document, its chapters and what its rules add, as one"),
            ("publish", "write the whole and one document per API for a web server"),
        )
    }
    for name, command in parsers.items():
        command.set_defaults(run={"check": run_check, "bundle": run_bundle}.get(name, run_publish))
        if name == "publish":
            command.add_argument("folder", metavar="DIR", type=Path, help="made if need be")
        command.add_argument(
            "--document", metavar="FILE", type=Path, default=ROOT / "openapi.yaml", help="the root"
        )
    parsers["bundle"].add_argument("--format", choices=("yaml", "json"), default="yaml")
    parsers["bundle"].add_argument("--api", metavar="NAME", help="one API only, self-contained")


def run_check(args: argparse.Namespace) -> int:
    contract = _loaded(args.document)
    faults = check.faults(contract)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        raise CommandFailed(f"{args.document}: {len(faults)} faults")
    print(f"{len(contract.apis)} APIs, {len(contract.operations)} operations, no faults")
    return 0


def run_bundle(args: argparse.Namespace) -> int:
    contract = _loaded(args.document)
    if args.api is not None and args.api not in contract.apis:
        raise CommandFailed(f"no API {args.api}; there are: {', '.join(contract.apis)}")
    shown = publish.of_api(contract, args.api) if args.api else publish.whole(contract)
    encode = publish.to_json if args.format == "json" else publish.to_yaml
    sys.stdout.buffer.write(encode(shown))
    return 0


def run_publish(args: argparse.Namespace) -> int:
    contract = _loaded(args.document)
    for path, shown in _published(contract).items():
        for suffix, encode in ((".yaml", publish.to_yaml), (".json", publish.to_json)):
            file = args.folder / f"{path}{suffix}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(encode(shown))
            print(file)
    return 0


def _published(contract: Contract) -> dict[str, dict[str, object]]:
    """Each document by the path, without suffix, where the server has it too."""
    of_apis = {
        f"{api.base.strip('/')}/openAPI": publish.of_api(contract, name)
        for name, api in contract.apis.items()
    }
    return {"openapi": publish.whole(contract), **of_apis}


def _loaded(path: Path) -> Contract:
    if not path.is_file():
        raise CommandFailed(f"there is no document at {path}")
    return load.load(path)
