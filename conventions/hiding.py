"""Show a property only to keys that have its scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conventions import access
from conventions.schemas import GONE, of_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.facts import Contract, Operation
    from contract.rules import PropertyRules
    from conventions.exchange import Exchange
    from conventions.schemas import Rewrite

EVERY_SCOPE = "*"


def bind(operation: Operation, contract: Contract) -> Callable[[Exchange, Any], Any] | None:
    """The link from what the handler returns to what this caller may see, or None where nothing is hidden."""
    rewrite = of_answer(operation, contract, _leaf)
    if rewrite is None:
        return None

    def hide(exchange: Exchange, value: Any) -> Any:
        granted = exchange.granted
        return value if EVERY_SCOPE in granted else rewrite(value, granted, None)

    return hide


def _leaf(rules: PropertyRules) -> Rewrite | None:
    scope = rules.hidden_without
    if scope is None:
        return None
    enough = access.alternatives(scope)

    def show(value: Any, granted: frozenset[str], around: Any) -> Any:
        return value if access.reaches(granted, enough, around) else GONE

    return show
