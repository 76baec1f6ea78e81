"""What tests of messaging need, made over HTTP: queues, listeners, messages, and a worker that does what is due."""

from __future__ import annotations

import asyncio
import itertools
import os
import ssl
from typing import TYPE_CHECKING, Any

from wire import Client

import delivery.worker
from models.messaging.moment import ms
from models.platform import organization
from server import deliveries
from server.settings import from_environ

if TYPE_CHECKING:
    from conftest import Cast
    from wire import Response

MESSAGING = "/messaging/v1"
API_CLIENTS = f"{MESSAGING}/api_clients"
API_KEYS = f"{MESSAGING}/api_keys"
QUEUES = f"{MESSAGING}/queues"
LISTENERS = f"{MESSAGING}/listeners"
MESSAGES = f"{MESSAGING}/messages"
DOMAINS = f"{MESSAGING}/domains"
EVENTS = f"{MESSAGING}/events"
STATS = f"{MESSAGING}/stats/messages"
NOWHERE = "000000000000000000000"
"""An id that nothing has."""
NANOID = r"[A-Za-z0-9_-]{21}"
PLACE = "https://ledger.example.com/hooks"
"""An address that may be called, and never is: nothing does it but `work`."""
INVOICE = {
    "number": {"type": "string", "pattern": "^INV-[0-9]+$"},
    "total": {"type": "number", "min": 0},
}
ENVIRON = {"CHARTER_WEBHOOK_ALLOW_NETWORKS": "127.0.0.0/8", "CHARTER_RATE_LIMIT_SCALE": "1000"}
TLS = ssl.create_default_context()  # made once: reading all certificates takes a while
_numbers = itertools.count(1)


def environ() -> dict[str, str]:
    """Settings with which receivers on this machine may be called."""
    if "CHARTER_TEST_DATABASE_URL" in os.environ:
        return ENVIRON | {"CHARTER_DATABASE_URL": os.environ["CHARTER_TEST_DATABASE_URL"]}
    return ENVIRON


class Caller(Client):
    """Sends its key as `X-API-KEY`, and says of an empty body that it is empty."""

    def with_key(self, key: str | None, address: str | None = None) -> Caller:
        return Caller(self.app, self.loop, key, address or self.address)

    def _scope(self, method: str, path: str, **options: Any) -> Any:
        given: dict[str, str | None] = {"authorization": None, "x-api-key": self.key}
        if method in {"POST", "PUT"} and not {"json", "body", "chunks"} & options.keys():
            given["content-length"] = "0"
        options["headers"] = given | (options.get("headers") or {})
        return super()._scope(method, path, **options)


def caller(cast: Cast, key: str | None = None) -> Caller:
    """Somebody with this key; without one, whoever has none."""
    return Caller(cast.client.app, cast.client.loop, key)


def opened(cast: Cast) -> Caller:
    """The owner of an organization of its own, in which nothing is yet."""
    name = f"io.example.office{next(_numbers)}"
    made = cast.server.database.write(lambda session: organization.create(session, name))
    cast.tenants[name] = made["organizationId"]
    return caller(cast, cast.key(name, "*"))


def limited(owner: Caller, **scopes: Any) -> Caller:
    """Somebody of the organization; `queues="read"`, or `queues=("read", id, …)` for single ones."""
    given: dict[str, Any] = {}
    for resource, scope in scopes.items():
        mode, *ids = (scope,) if isinstance(scope, str) else scope
        given[resource] = {"access": mode, **({"targets": ids} if ids else {})}
    made = owner.post(API_KEYS, json={"name": named("key"), "scopes": given})
    return owner.with_key(told(made)["api_key"]["key"])


def told(answer: Response) -> Any:
    """The whole body of an answer that is a success."""
    assert answer.status == 200, (answer.status, answer.body)
    return answer.json()


def data(answer: Response) -> Any:
    """What a success is about, out of its envelope."""
    (found,) = (value for name, value in told(answer).items() if name != "_links")
    return found


def refused(answer: Response) -> tuple[int, list[str]]:
    """Status and places of a refusal."""
    error = answer.json()
    assert error["status"] == answer.status, error
    return answer.status, [fault["location"] for fault in error.get("errors", [])]


def named(kind: str) -> str:
    """A name that nothing has yet."""
    return f"{kind}.{next(_numbers)}"


def queue(owner: Client, **more: Any) -> dict[str, Any]:
    """A new queue."""
    content = {"name": named("queue")} | more
    found: dict[str, Any] = data(owner.post(QUEUES, json=content))
    return found


def under(made: dict[str, Any], *parts: str) -> str:
    """The path of something in the queue."""
    return "/".join([QUEUES, made["id"], *parts])


def listener(owner: Client, made: dict[str, Any], url: str = PLACE, **more: Any) -> dict[str, Any]:
    """A new listener of the queue."""
    content = {"name": named("listener"), "notify_url": url, "liveness_url": url} | more
    found: dict[str, Any] = data(owner.post(under(made, "listeners"), json=content))
    return found


def message(
    owner: Client, made: dict[str, Any], text: str = "The shop is open.", **more: Any
) -> str:
    """The id of a new message in the queue."""
    return str(data(owner.post(under(made, "messages"), json={"data": text} | more))["id"])


def state(owner: Client, made: dict[str, Any], id: str) -> str:
    """How far a message of the queue is."""
    return str(data(owner.get(under(made, "messages", id)))["state"])


def seen(owner: Client, made: dict[str, Any], listening: dict[str, Any]) -> dict[str, Any]:
    """The listener as it is now."""
    found: dict[str, Any] = data(owner.get(under(made, "listeners", listening["id"])))
    return found


def ids(answer: Response) -> list[str]:
    """The ids of a list, in its order."""
    return [one["id"] for one in data(answer)]


def now(cast: Cast) -> int:
    """The time of the server."""
    return ms(cast.clock.now)


def work(cast: Cast, **more: Any) -> None:
    """Deliver all that is due now; waits are what the schedule says, to the second."""
    settings = from_environ({"CHARTER_HOME": str(cast.home), **environ()})
    given = {"clock": cast.clock, "chance": lambda: 0.5, "tls": TLS}
    plan = deliveries.plan(settings, cast.server.database, **given | more)
    asyncio.run(delivery.worker.once(plan))
