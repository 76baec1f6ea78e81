"""What the calls of an API are about, made before the run: for every operation what a good call of it names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from contract.facts import Operation
from server.app import build
from server.settings import Settings
from tests.fuzz import messaging, practice
from tests.fuzz.served import PREPARING, from_moment

sys.path.append(str(Path(__file__).parents[1] / "support"))  # pytest has it by its own setting

import studio_calls
from calls import CONTRACT, OPERATIONS, call, given_for, good
from wire import Client, Lifespan, Loop

APIS = frozenset({"studio", "practice", "messaging"})
"""Whose things are about other things: the other APIs make what they need by their examples."""
SETS = 6
"""How often a good call can be made of an operation that uses up what it is about."""
NEVER = 86_400.0
IDLE_PERIODS = studio_calls.IDLE_PERIODS

Json = dict[str, Any]


def made(settings: Settings, key: str) -> Json:
    """What is there in the organization of the key, for the hooks.

    `things` are sets of `path`, `query` and `body` for each operation; `firm` is what `practice.made` gives, and
    `office` what `messaging.made` gives.
    """
    loop = Loop()
    server = build(settings, clock=from_moment(PREPARING), every=NEVER)
    lifespan = Lifespan(server.app, loop)
    lifespan.start()
    try:
        client = Client(server.app, loop, key)
        wanted = [operation for operation in OPERATIONS if operation.api in APIS]
        return {
            "things": {operation.id: _sets(operation, client) for operation in wanted},
            "firm": practice.made(_doing(client)) if "practice" in CONTRACT.apis else {},
            "office": messaging.made(_calling(client)) if "messaging" in CONTRACT.apis else {},
        }
    finally:
        lifespan.stop()
        loop.close()


def _doing(client: Client) -> practice.Done:
    def done(name: str, body: Any = None) -> Any:
        operation = CONTRACT.operations[name]
        made = good(operation, client) if body is None else call(operation, {}, body=body)
        answer = made.by(client)
        assert answer.status < 300, (name, answer)
        return answer.json()["data"]

    return done


def _calling(client: Client) -> messaging.Done:
    def done(name: str) -> Json:
        answer = good(CONTRACT.operations[name], client).by(client)
        assert answer.status < 300, (name, answer)
        found: Json = answer.json()
        return found

    return done


def _sets(operation: Operation, client: Client) -> list[Json]:
    """None for an operation that names nothing."""
    found = [vars(given_for(operation, client)) for _ in range(SETS)]
    return [given for given in found if any(given.values())]
