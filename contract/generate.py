"""Files made from the document: `python -m contract.generate` writes them, `--check` compares them."""

import argparse
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from contract.load import DocumentError, load
from contract.publish import to_json
from contract.rules import json_schema

Json = dict[str, Any]

HERE = Path(__file__).parent
DOCUMENT = HERE.parent / "openapi.yaml"

_HEADING = "# Made from openapi.yaml by `make generate`; never edited.\n"


def types(document: Json) -> bytes:
    """The schemas of a completed document as TypedDicts."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "openapi.json"), Path(folder, "types.py")
        source.write_bytes(to_json(_free(document)))
        _run_codegen(source, target)
        return target.read_bytes()


def _free(node: Any) -> Any:
    """The same with `additionalProperties: {}` for `true`: a mapping then, and no empty class.

    Choices that only say which properties go together are left out: no class can say that.
    """
    if isinstance(node, list):
        return [_free(item) for item in node if not _only_demands(item)]
    if not isinstance(node, dict):
        return node
    return {
        k: {} if (k, v) == ("additionalProperties", True) else _free(v) for k, v in node.items()
    }


def _only_demands(node: Any) -> bool:
    choices = node.get("anyOf", ()) if isinstance(node, dict) and len(node) == 1 else ()
    return any(choices) and not any("type" in one or "$ref" in one for one in choices)


def _run_codegen(source: Path, target: Path) -> None:
    command = [
        *(sys.executable, "-m", "datamodel_code_generator", "--disable-warnings"),
        *("--input", str(source), "--input-file-type", "openapi"),
        *("--output", str(target), "--output-model-type", "typing.TypedDict"),
        *("--target-python-version", "3.11", "--strict-nullable", "--disable-timestamp"),
        *("--use-schema-description", "--use-annotated", "--no-use-closed-typed-dict"),
        *("--custom-file-header", _HEADING, "--formatters", "builtin"),
    ]
    subprocess.run(command, check=True)  # noqa: S603 - our own arguments


def extension() -> bytes:
    """The JSON Schema of `x-charter`."""
    return orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def files(document: Path) -> Iterator[tuple[Path, bytes]]:
    """What is made from the document at this path, and where it lies."""
    yield HERE / "x-charter.schema.json", extension()
    yield HERE / "types.py", types(load(document).document)


def stale(made: Iterable[tuple[Path, bytes]], *, write: bool) -> bool:
    """Whether a file differs from what is made now, after it was written where that is wanted."""
    differs = False
    for path, content in made:
        if path.is_file() and path.read_bytes() == content:
            continue
        if write:
            path.write_bytes(content)
            print(f"wrote {path.name}")  # noqa: T201 - a command
        else:
            print(f"{path.name} is not what the document says; run `make generate`")  # noqa: T201 - a command
            differs = True
    return differs


def main(arguments: list[str] | None = None) -> int:
    """Write the files; with `--check`, name those that differ and return 1."""
    parser = argparse.ArgumentParser(prog="python -m contract.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    options = parser.parse_args(arguments)
    try:
        return int(stale(files(DOCUMENT), write=not options.check))
    except DocumentError as exc:
        sys.exit(str(exc))


if __name__ == "__main__":
    sys.exit(main())
