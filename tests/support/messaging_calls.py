"""What good calls of messaging are for: things that no link of the document leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio_calls import Given, Make

SCHEMA = {"number": {"type": "string", "pattern": "^INV-[0-9]+$"}}
"""What the example of a message conforms to, but for its total."""


def queue(make: Make, **body: Any) -> str:
    given = {"path": {}, "body": body} if body else {}
    return str(make("createQueue", **given)["queue"]["id"])


def listener(make: Make, queue_id: str) -> str:
    return str(make("createListener", path={"queue_id": queue_id})["listener"]["id"])


def message(make: Make, queue_id: str) -> str:
    return str(make("createMessage", path={"queue_id": queue_id})["message"]["id"])


def schema(make: Make) -> Given:
    """A queue with a schema: the first example of one has none."""
    made = make("createQueue", path={}, body={"schema": SCHEMA})["queue"]
    return Given({"queue_id": made["id"], "schema_id": made["schema_id"]})


def dead_letters(make: Make) -> Given:
    """Those of one listener; there need not be any."""
    queue_id = queue(make)
    return Given({"queue_id": queue_id}, body={"listener_ids": [listener(make, queue_id)]})


def redelivery(make: Make) -> Given:
    queue_id = queue(make)
    wanted = {"listener_ids": [listener(make, queue_id)]}
    return Given({"queue_id": queue_id, "message_id": message(make, queue_id)}, body=wanted)


RECIPES: dict[str, Callable[[Make], Given]] = {
    "getQueueSchema": schema,
    "replayDeadLetters": dead_letters,
    "redeliverMessage": redelivery,
}

NEW: dict[str, Callable[[int], dict[str, Any]]] = {
    "createDomain": lambda number: {"alias": f"ledger{number}"},
    "replaceDomain": lambda number: {"alias": f"ledger{number}"},
}
"""What must be new in each call, beside names."""
