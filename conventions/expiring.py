"""Give files out as links that expire: what a handler returns as a storage key leaves as a signed URL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from conventions.schemas import of_answer
from models import link

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.facts import Contract, Operation
    from contract.rules import PropertyRules
    from conventions.exchange import Exchange
    from conventions.schemas import Rewrite
    from models.vault import Vault

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
    rewrite = of_answer(operation, contract, _leaf)
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

        return rewrite(value, sign, None)

    return expire


def _leaf(rules: PropertyRules) -> Rewrite | None:
    seconds = rules.expires
    if seconds is None:
        return None
    return lambda value, sign, _around: sign(value, seconds) if isinstance(value, str) else value
