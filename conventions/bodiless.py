"""Refuse a POST or PUT over HTTP/1.1 that does not say whether it has a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.completion.bodiless import METHODS
from contract.errors import Fault, InvalidRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.facts import Api, Operation
    from conventions.exchange import Exchange

_WHERE = "header.Content-Length"


def bind(operation: Operation, api: Api) -> Callable[[Exchange], None] | None:
    """The link of one operation, or None where nothing need be said.

    HTTP/2 says it with the frame that ends the stream (RFC 9113, 8.1).
    """
    if api.rules.bodiless is None or operation.method not in METHODS:
        return None
    takes = "requestBody" in operation.definition

    def demand(exchange: Exchange) -> None:
        length = exchange.headers.get("content-length")
        if length is not None:
            if not takes and length.strip("0"):
                raise InvalidRequest(Fault(_WHERE, "must be 0: the operation has no body"))
        elif exchange.http_version.startswith("1.") and not (
            takes and "transfer-encoding" in exchange.headers
        ):
            raise InvalidRequest(Fault(_WHERE, "is required"))

    return demand
