"""The command `charter`: every failure is one clear line and an exit status, never a traceback."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from server.commands.outcome import failure

COMMANDS = {
    "serve": "serve the document over HTTP",
    "worker": "send what waits to be sent",
    "db": "the schema of the database",
    "org": "organizations",
    "key": "API keys",
    "demo": "fill an organization with sample data",
    "document": "check, bundle or publish the document",
    "scaffold": "write stubs and failing tests for operations without a handler",
    "new": "make a new project of the same shape",
}
"""Each is a module (or package) beside this file, with a function `configure(parser)`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status (2 for wrong usage, 1 for any other failure)."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    try:
        args = parser(arguments).parse_args(arguments)
        status: int = args.run(args)
    except KeyboardInterrupt:
        return _failed("interrupted")
    except BrokenPipeError:  # the reader of our output has gone: `charter ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as exc:
        if os.environ.get("CHARTER_LOG_LEVEL", "").lower() == "debug":
            raise
        return _failed(failure(exc))
    return status


def parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """All commands by name; only the one that is asked for is imported."""
    result = argparse.ArgumentParser(
        prog="charter", description="A public-API server governed by one OpenAPI document."
    )
    commands = result.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text)
        if name in arguments:
            import_module(f"{__name__}.{name}").configure(command)
    return result


def _failed(message: str) -> int:
    print(f"charter: {message}", file=sys.stderr)
    return 1
