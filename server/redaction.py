"""No key, password or signature reaches a log, wherever in an event it stands."""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

REDACTED = "[redacted]"

# Compared in lower case, with - and _ alike.
_SECRET_NAMES = re.compile(
    r"authorization|cookie|(^|_)api_key$|^key$|password|passwd|secret|signature|(^|_)token$|pepper"
)
_OUR_KEY = re.compile(r"\b([a-z][a-z0-9]{0,15}_(?:live|test)_[0-9A-Za-z]{4,64}_)[0-9A-Za-z]{8,}")
_CREDENTIALS = re.compile(r"\b(bearer|basic)\s+[0-9A-Za-z._~+/=-]{4,}", re.IGNORECASE)
_URL_PASSWORD = re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s/:@]*):[^\s/@]+@", re.IGNORECASE)


def text(value: str) -> str:
    """The text with the secret part of everything that looks like a credential taken out.

    Of one of our own keys the public part stays, so that a log still tells which key it was.
    """
    if "_" in value:
        value = _OUR_KEY.sub(rf"\1{REDACTED}", value)
    if " " in value:
        value = _CREDENTIALS.sub(rf"\1 {REDACTED}", value)
    if "://" in value:
        value = _URL_PASSWORD.sub(rf"\1:{REDACTED}@", value)
    return value


def anything(value: Any) -> Any:
    """The same of mappings and sequences, at any depth; other values stay as they are."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bytes):
        return text(value.decode("utf-8", "backslashreplace"))
    if isinstance(value, Mapping):
        return {name: _named(str(name), inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [anything(inner) for inner in value]
    return value


def processor(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
    """Do the same as a processor of structlog."""
    return {name: _named(name, value) for name, value in event.items()}


def _named(name: str, value: Any) -> Any:
    if value is not None and _SECRET_NAMES.search(name.lower().replace("-", "_")):
        return REDACTED
    return anything(value)
