"""In calls of messaging, ids that nobody has become ids of things that are there, and free JSON becomes good rules."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Done = Callable[[str], Json]
"""Carries out a good call of an operation, and gives its answer."""

NAMES = ("name", "alias")
NAME = re.compile(r"[a-zA-Z0-9._-]{4,64}")
NANO_ID = re.compile(r"[A-Za-z0-9_-]{21}")
URL = re.compile(r"https?://[!-~]{1,2040}")
URLS = ("notify_url", "liveness_url")
HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)*")
TEXT = re.compile(r"[^\0]*")
MOST_IDS = 100
WITH_NAMES = frozenset(
    f"{act}{kind}"
    for act in ("create", "replace")
    for kind in ("ApiClient", "ApiKey", "Queue", "Listener", "Domain")
) | {"renameMessage"}
"""Operations that need a name, or an alias: no schema of this version can say so of two properties."""
RULES = {
    "queue": [
        {"number": {"type": "string", "pattern": "^INV-[0-9]+$"}},
        {"number": {"type": "string", "max": 9}, "total": {"type": "number", "required": False}},
    ],
    "json-schema": [
        {"type": "object", "required": ["number"]},
        {"properties": {"number": {"enum": ["INV-1", "INV-2"]}}},
    ],
}
SOURCES = ["registry", "studio", "practice", "platform"]
PORTS = [80, 443, 8080, 8443]
"""Those that can be called wherever the operator says nothing else."""
CONFORMING = '{"number": "INV-1"}'
"""What conforms to all of these."""


def made(done: Done) -> Json:
    """What must be there before the run, beside what the operations are about."""
    clients = [done("createApiClient")["api_client"]["id"] for _ in range(4)]
    for _ in range(4):
        done("createQueue")
    return {"clients": clients, "events": [one["id"] for one in done("listEvents")["events"]]}


class Office:
    """What was made before the run; `sets` are those of `things`."""

    def __init__(self, given: Json, sets: dict[str, list[Json]]) -> None:
        self._clients: list[str] = given.get("clients", [])
        self._events: list[str] = given.get("events", [])
        found = (
            one for name in ("redeliverMessage", "replayDeadLetters") for one in sets.get(name, [])
        )
        self._listeners = {one["path"]["queue_id"]: one["body"]["listener_ids"] for one in found}

    def in_query(self, query: Json | None) -> None:
        """Read on behind an event that there is."""
        after = query.get("startAfterId") if query else None
        if query and _is_id(after):
            query["startAfterId"] = _one_of(self._events, after)

    def in_body(self, operation: str, case: Any, new: str, *, links: bool) -> None:
        """Whatever is well-formed, and yet could not be: the rest stays as it was made, wrong things wrong."""
        body = case.body
        if not isinstance(body, dict):
            return
        if operation == "createMessage" or operation in WITH_NAMES:
            _name(body, new, needed=operation in WITH_NAMES)
        if operation == "createMessage" and links and _is_text(body.get("data")):
            body["data"] = CONFORMING
        if _is_id(body.get("client_id")):
            body["client_id"] = _one_of(self._clients, body["client_id"])
        self._choose(body, (case.path_parameters or {}).get("queue_id"))
        _address(body)
        if operation in ("createQueue", "replaceQueue"):
            _rule(body)
        if operation == "replaceQueue" and body.get("ordering") in ("none", "fifo"):
            del body["ordering"]  # it never changes

    def _choose(self, body: Json, queue_id: Any) -> None:
        """Listeners are of the queue in the path, if that is one of those made before the run."""
        chosen = body.get("listener_ids")
        if _are_ids(chosen):
            listeners = self._listeners.get(queue_id)
            if listeners:
                body["listener_ids"] = listeners
            else:
                del body["listener_ids"]


def _name(body: Json, new: str, *, needed: bool) -> None:
    """Both names alike, and new."""
    given = [body[name] for name in NAMES if name in body]
    if needed and not given:
        body["name"] = new
    elif all(isinstance(text, str) and NAME.fullmatch(text) for text in given):
        body |= {name: new for name in NAMES if name in body}


def _address(body: Json) -> None:
    """A host on the internet, without asking anybody whether it is there."""
    for name in URLS:
        value = body.get(name)
        if isinstance(value, str) and URL.fullmatch(value):
            body[name] = f"https://{_host(value)}/hooks"
    host = body.get("hostname")
    if isinstance(host, str) and len(host) < 254 and HOST.fullmatch(host):
        body["hostname"] = _host(host)
    port = body.get("port")
    if type(port) is int and 0 < port < 65536:
        body["port"] = _one_of(PORTS, port)


def _rule(body: Json) -> None:
    """Rules that can be: free JSON hardly ever is a schema."""
    form = body.get("schema_format", "queue")
    if isinstance(body.get("schema"), dict) and body["schema"] and form in list(RULES):
        body["schema"] = _one_of(RULES[form], body["schema"])
        if body.get("source") in SOURCES:
            del body["source"]  # its messages have a shape of their own


def _host(value: str) -> str:
    return f"h{zlib.crc32(value.encode()) % 97}.example.com"


def _one_of(there: list[Any], value: Any) -> Any:
    """The same one for the same value, so that scenarios can be repeated."""
    return there[zlib.crc32(repr(value).encode()) % len(there)] if there else value


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 1_000_000 and bool(TEXT.fullmatch(value))


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and bool(NANO_ID.fullmatch(value))


def _are_ids(value: Any) -> bool:
    """A list that is as the document wants it."""
    if not isinstance(value, list) or not 0 < len(value) <= MOST_IDS:
        return False
    return all(map(_is_id, value)) and len(set(value)) == len(value)
