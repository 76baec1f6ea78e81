"""Count every key's calls of every operation, and refuse those over the budget until the window is over."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contract.errors import RateLimited
from conventions.counters.count import BLOCKED

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.facts import Operation
    from contract.rules import LimitedApi
    from conventions.counters.count import Count, Counters, Window
    from conventions.exchange import Exchange, Headers


@dataclass(frozen=True)
class Budget:
    """What one operation allows each key: `calls` every `per` seconds."""

    calls: int
    per: int
    headers: str
    window: Window


def budget_of(operation: Operation, api: LimitedApi | None, scale: float) -> Budget | None:
    """The operation's own limit, or its API's; `scale` (a setting) multiplies it, 0 switches it off."""
    own = operation.rules.rate_limit
    limit = own or api
    if limit is None or operation.public or scale == 0:
        return None
    headers, window = (api.headers, api.window) if api is not None else ("x-ratelimit", "fixed")
    return Budget(min(max(1, round(limit.budget * scale)), BLOCKED - 1), limit.per, headers, window)


def shown(count: Count, budget: Budget, now: float) -> Headers:
    """The state of the counter in the API's headers.

    `x-ratelimit`: the seeds' three, reset in UTC epoch seconds; `ratelimit`: draft-ietf-httpapi-ratelimit-headers-11.
    """
    if budget.headers == "x-ratelimit":
        return [
            (b"x-ratelimit-limit", b"%d" % count.limit),
            (b"x-ratelimit-remaining", b"%d" % count.remaining),
            (b"x-ratelimit-reset", b"%d" % count.reset),
        ]
    if budget.headers == "ratelimit":
        seconds = max(0, round(count.reset - now))
        return [
            (b"ratelimit-policy", b'"default";q=%d;w=%d' % (count.limit, budget.per)),
            (b"ratelimit", b'"default";r=%d;t=%d' % (count.remaining, seconds)),
        ]
    return []


def bind(
    operation: Operation, budget: Budget | None, counters: Counters
) -> Callable[[Exchange], None] | None:
    """The link of one operation, or None where nothing is limited."""
    if budget is None:
        return None
    salt = hashlib.blake2b(operation.id.encode(), digest_size=8).digest()

    def count(exchange: Exchange) -> None:
        caller = exchange.caller
        if caller is None:
            return
        now = exchange.received_at.timestamp()
        name = salt + caller.tenant.encode() + b"/" + caller.key_id.encode()
        counted = counters.hit(
            name, budget=budget.calls, per=budget.per, now=now, window=budget.window
        )
        exchange.answer_headers.extend(shown(counted, budget, now))
        if not counted.allowed:
            raise RateLimited(budget=budget.calls, per=budget.per, retry_after=counted.retry_after)

    return count
