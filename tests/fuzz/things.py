"""What the calls of an API are about, made before the run: for every operation what a good call of it names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from contract.facts import Operation
from server.app import build
from server.settings import Settings
from tests.fuzz.served import PREPARING, from_moment

sys.path.append(str(Path(__file__).parents[1] / "support"))  # pytest has it by its own setting

import studio_calls
from calls import OPERATIONS, given_for
from wire import Client, Lifespan, Loop

API = "studio"
"""Whose ids are numbers that somebody must have given: the other APIs make what they need by their examples."""
SETS = 6
"""How often a good call can be made of an operation that uses up what it is about."""
NEVER = 86_400.0
IDLE_PERIODS = studio_calls.IDLE_PERIODS

Things = dict[str, list[dict[str, Any]]]


def made(settings: Settings, key: str) -> Things:
    """For each operation sets of `path`, `query` and `body`, belonging to the organization of the key."""
    loop = Loop()
    server = build(settings, clock=from_moment(PREPARING), every=NEVER)
    lifespan = Lifespan(server.app, loop)
    lifespan.start()
    try:
        client = Client(server.app, loop, key)
        wanted = [operation for operation in OPERATIONS if operation.api == API]
        return {operation.id: _sets(operation, client) for operation in wanted}
    finally:
        lifespan.stop()
        loop.close()


def _sets(operation: Operation, client: Client) -> list[dict[str, Any]]:
    """None for an operation that names nothing."""
    found = [vars(given_for(operation, client)) for _ in range(SETS)]
    return [given for given in found if any(given.values())]
