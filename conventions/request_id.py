"""Give every call one id, take it from the caller where the API says so, and say it back on every answer."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from contract.errors import Fault, InvalidRequest, phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.rules import RequestId
    from conventions.exchange import Exchange

_ACCEPTABLE = re.compile(r"[\x21-\x7e]{1,64}")


def choose(offered: str | None, *, required: bool, header: str) -> str:
    """Keep a well-formed id; make one up when none is needed; raise `InvalidRequest` otherwise."""
    if offered is None and not required:
        return made_up()
    if offered is not None and _ACCEPTABLE.fullmatch(offered):
        return offered
    complaint = phrase("is required")
    if offered is not None:
        complaint = phrase("must be 1 to 64 visible ASCII characters")
    raise InvalidRequest(Fault(f"header.{header}", complaint))


def made_up() -> str:
    """An id for a call that brought none."""
    return f"req_{secrets.token_hex(16)}"


def bind(rule: RequestId | None, *, recorded: bool = False) -> Callable[[Exchange], None]:
    """The link of an API: `request-id`, or an id for the logs alone where the API has no such rule.

    Where the calls are `recorded` without the rule, nobody chooses the ids: they name the records.
    """
    header = rule.header if rule is not None else "X-Request-ID"
    known, required = rule is not None, rule is not None and rule.required
    name, lower = header.encode(), header.lower()

    def give(exchange: Exchange) -> None:
        offered = exchange.headers.get(lower)
        if not known and (recorded or not _ACCEPTABLE.fullmatch(offered or "")):
            offered = None
        try:
            exchange.request_id = choose(offered, required=required, header=header)
        except InvalidRequest:
            exchange.request_id = made_up()
            raise
        finally:
            exchange.answer_headers.append((name, exchange.request_id.encode()))

    return give
