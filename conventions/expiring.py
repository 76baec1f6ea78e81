"""Give files out as links that expire: what a handler returns as a storage key leaves as a signed URL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from contract.rules import PropertyRules, read
from models import link

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from contract.facts import Contract, Operation
    from conventions.exchange import Exchange
    from models.vault import Vault

    Sign = Callable[[str, int], str]
    Rewrite = Callable[[Any, Sign], Any]

_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")


def place(exchange: Exchange) -> str:
    """Scheme and host by which this caller reached the server; empty for one that named no host."""
    host = exchange.headers.get("host", "")
    return f"{exchange.scheme}://{host}" if _HOST.fullmatch(host) else ""


def bind(
    operation: Operation, contract: Contract, vault: Vault
) -> Callable[[Exchange, Any], Any] | None:
    """The link from an answer with keys to one with URLs, or None where nothing of the answer expires.

    Raise `ValueError` where the API has no public `GET /files/{signed}` to lead to.
    """
    rewrite = _of_answer(operation, contract)
    if rewrite is None:
        return None
    path = f"{contract.apis[operation.api].base}/files/"
    if not any(
        (other.path, other.method, other.public) == (path + "{signed}", "get", True)
        for other in contract.operations.values()
    ):
        raise ValueError(
            f"{operation.id}: links expire, but there is no public GET {path}{{signed}}"
        )

    def expire(exchange: Exchange, value: Any) -> Any:
        start = place(exchange) + path

        def sign(key: str, seconds: int) -> str:
            return start + link.sign(vault, key, now=exchange.received_at, seconds=seconds)

        return rewrite(value, sign)

    return expire


def _of_answer(operation: Operation, contract: Contract) -> Rewrite | None:
    for status, response in operation.definition["responses"].items():
        if status.startswith("2"):
            for media in contract.resolve(response).get("content", {}).values():
                return _rewriter(media.get("schema", {}), contract, frozenset())
    return None


def _rewriter(
    schema: Mapping[str, Any], contract: Contract, seen: frozenset[str]
) -> Rewrite | None:
    """What to do with a value of this schema, or None where nothing in it expires.

    A schema inside of itself is not followed again.
    """
    name = schema.get("$ref")
    if name in seen:
        return None
    seen = seen | {name} if name else seen
    schema = contract.resolve(dict(schema))
    seconds = read(PropertyRules, schema.get("x-charter", {})).expires
    if seconds is not None:
        return _leaf(seconds)
    found = [
        rewrite
        for key in ("allOf", "anyOf", "oneOf")
        for part in schema.get(key, ())
        if (rewrite := _rewriter(part, contract, seen)) is not None
    ]
    items = _rewriter(schema["items"], contract, seen) if "items" in schema else None
    if items is not None:
        found.append(_array(items))
    properties = {
        key: rewrite
        for key, value in schema.get("properties", {}).items()
        if (rewrite := _rewriter(value, contract, seen)) is not None
    }
    if properties:
        found.append(_object(properties))
    return _all(found) if found else None


def _leaf(seconds: int) -> Rewrite:
    return lambda value, sign: sign(value, seconds) if isinstance(value, str) else value


def _array(items: Rewrite) -> Rewrite:
    return lambda value, sign: (
        [items(item, sign) for item in value] if isinstance(value, list) else value
    )


def _object(properties: Mapping[str, Rewrite]) -> Rewrite:
    def rewrite(value: Any, sign: Sign) -> Any:
        if not isinstance(value, dict):
            return value
        changed = {k: properties[k](value[k], sign) for k in properties if k in value}
        return {**value, **changed}

    return rewrite


def _all(rewriters: list[Rewrite]) -> Rewrite:
    """One after the other; of alternatives only one has the property, or all have the same."""
    if len(rewriters) == 1:
        return rewriters[0]

    def rewrite(value: Any, sign: Sign) -> Any:
        for one in rewriters:
            value = one(value, sign)
        return value

    return rewrite
