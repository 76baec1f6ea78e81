"""What a command ends with: lines for people, JSON for programs, or one clear failure."""

from typing import Any

import orjson

from contract.errors import Refusal
from contract.mismatch import HandlerMismatch, Unclaimed
from contract.place import DocumentError
from server.settings import SettingsError


class CommandFailed(Exception):  # noqa: N818 - reads as the sentence that it is
    """The command cannot do what it was asked; the text is the one line that says why."""


_FORESEEN = (CommandFailed, DocumentError, HandlerMismatch, Refusal, SettingsError, Unclaimed)


def failure(exc: Exception) -> str:
    """One line for whatever went wrong; what was not foreseen says how to see more."""
    if isinstance(exc, Refusal) and exc.details:
        text = " ".join(f"{_option(fault.location)}: {fault.message}" for fault in exc.details)
    else:
        text = str(exc)
    line = " ".join(text.split())
    if isinstance(exc, _FORESEEN):
        return line
    first = next(iter(str(exc).strip().splitlines()), "")
    return f"{type(exc).__name__}: {first} (CHARTER_LOG_LEVEL=debug shows where)"


def _option(location: str) -> str:
    """What the API calls `body.displayName` is an option here."""
    return location.removeprefix("body.")


def as_json(value: Any) -> None:
    print(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())
