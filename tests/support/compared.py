"""Send a call through both pipelines, and account for every difference between their answers by a named one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from stock import Call, Outcome, Pipeline

_numbers = itertools.count(1)

LONGEST_IDS = {
    "x-request-id": 64,
    "x-idempotency-key": 255,
    "idempotency-key": 255,
    "idempotence-key": 255,
}


@dataclass(frozen=True)
class Seen:
    """A call, and what each of the two pipelines made of it."""

    call: Call
    stock: Outcome
    plan: Outcome


@dataclass(frozen=True)
class Difference:
    """A known difference between the stock pipeline's answer and the plan's, and why the plan's is right.

    `applies` tells it from every other difference; or it is a text, a regular expression for the faults (`location
    message`) that the plan alone finds. `repaired` is the call without what the two see differently: for it they must
    agree, or differ by another entry. Without `repaired` the difference is the whole story of the call. `proof` makes,
    of the plain calls by operationId, a call that shows it.
    """

    name: str
    reason: str
    applies: Callable[[Seen], bool] | str
    proof: Callable[[dict[str, Call]], Call]
    repaired: Callable[[Call], Call] | None = None


def explained(
    call: Call, stock: Pipeline, plan: Pipeline, differences: Sequence[Difference]
) -> list[str]:
    """Names of the differences between the answers to a call; fails for one that is not in the table."""
    names: list[str] = []
    while True:
        theirs, ours = stock.send(fresh(call)), plan.send(fresh(call))
        if equal(theirs, ours):
            return names
        if call.method == "HEAD" and ours.json is None:
            call = call.but(method="GET")  # the same call, with the faults told
            continue
        known = [
            item
            for item in differences
            if callable(item.applies)
            and item.applies(Seen(call, theirs, ours))
            and item.name not in names
        ]
        complaints = [] if known else complained(theirs, ours, differences)
        assert known or complaints, (
            f"not in the table, after {names}:\n{call}\nstock: {theirs}\nplan:  {ours}"
        )
        if complaints:
            return names + complaints
        names.append(known[0].name)
        if known[0].repaired is None:
            return names
        call = known[0].repaired(call)


def complained(theirs: Outcome, ours: Outcome, differences: Sequence[Difference]) -> list[str]:
    """Names of the differences behind a refusal by the plan alone; none if there is none behind one of its faults."""
    if (theirs.status // 100, ours.status) != (2, 400):
        return []
    names = [
        {
            item.name
            for item in differences
            if not callable(item.applies) and re.match(item.applies, f"{at} {text}")
        }
        for at, text in faults(ours)
    ]
    return sorted(set().union(*names)) if all(names) else []


def equal(theirs: Outcome, ours: Outcome) -> bool:
    """Whether two answers say the same: the status, and on success what the handler received and the answer's JSON."""
    if theirs.status != ours.status:
        return False
    if theirs.status >= 400:
        return theirs.arguments is None and ours.arguments is None
    return (theirs.operation, typed(theirs.arguments), typed(theirs.json)) == (
        ours.operation,
        typed(ours.arguments),
        typed(ours.json),
    )


def typed(value: Any) -> Any:
    """A value with its types: here `1` equals neither `1.0` nor `True`."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return type(value), value


def fresh(call: Call) -> Call:
    """The call with ids of its own, where its ids are in order: an id that comes twice is another story."""
    for name, longest in LONGEST_IDS.items():
        given = call.header(name)
        if given and re.fullmatch(rf"[\x21-\x7e]{{1,{longest}}}", given):
            numbered = f"{given[:56]}{next(_numbers):08}"
            call = call.with_headers(**{name.replace("-", "_"): numbered})
    return call


def faults(outcome: Outcome) -> list[tuple[str, str]]:
    """Locations and messages of a refusal, in either style."""
    body = outcome.json or {}
    found = body.get("details", body.get("errors", ()))
    return [(item["location"], item["message"]) for item in found]
