"""Write JSON in lines and columns for callers who ask for it, refusals too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from contract.facts import Api
    from conventions.exchange import Exchange

NAME = "pretty"
_ASKED = re.compile(rb"(?:^|&)pretty=[Tt][Rr][Uu][Ee](?:&|$)")


def bind(*, offered: bool) -> Callable[[Exchange], None] | None:
    """The link at arrival, since refusals come before the parameters are judged; or None where nobody may ask."""
    return ask if offered else None


def ask(exchange: Exchange) -> None:
    """Settle how the bodies of this call are written."""
    if exchange.query and _ASKED.search(exchange.query):
        exchange.layout = orjson.OPT_INDENT_2


def reads(api: Api, definition: Mapping[str, Any]) -> bool:
    """Whether the parameter is this rule's, and none of the handler's."""
    return api.rules.pretty and definition["name"] == NAME


def bind_done(*, offered: bool) -> Callable[[Exchange], None] | None:
    """The link behind validation: the parameter is none of the handler's."""
    return (lambda exchange: exchange.arguments.pop(NAME, None)) if offered else None
