"""Let a key do what its scopes allow, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.errors import Forbidden

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.facts import Operation
    from conventions.exchange import Exchange

EVERY_SCOPE = "*"


def lacking(granted: frozenset[str], needed: tuple[str, ...]) -> str | None:
    """The first needed scope that is not granted, or None; either of `A|B` will do."""
    if EVERY_SCOPE in granted:
        return None
    return next((scope for scope in needed if granted.isdisjoint(scope.split("|"))), None)


def bind(operation: Operation) -> Callable[[Exchange], None] | None:
    """The link of one operation, or None where it needs no scope.

    It stands behind the rate limit: what is refused here is recorded, and costs.
    """
    needed = operation.rules.scopes
    if operation.public or not needed:
        return None

    def demand(exchange: Exchange) -> None:
        missing = lacking(exchange.granted, needed)
        if missing is not None:
            raise Forbidden(scope=missing)

    return demand
