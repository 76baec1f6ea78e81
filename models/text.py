"""Texts that a database cannot hold never reach it."""

from typing import Any

from contract.errors import Fault, InvalidRequest


def storable(text: str) -> bool:
    """Whether both databases take the text: no NUL (PostgreSQL), no lone surrogates (UTF-8)."""
    if "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def demand(**texts: str | None) -> None:
    """Refuse the body's properties that cannot be stored, with their places."""
    faults = [
        Fault(f"body.{name}", "It contains a character that cannot be stored.")
        for name, text in texts.items()
        if text is not None and not storable(text)
    ]
    if faults:
        raise InvalidRequest(*faults)


def present(**values: Any) -> dict[str, Any]:
    """A JSON object of the values that are there: what is absent is left out, never null."""
    return {name: value for name, value in values.items() if value is not None}
