"""Ask an ASGI application directly, with no server and no socket between."""

import asyncio
import importlib
import itertools
import json
import os
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

from bench import servers
from bench.material import PATH, resource
from server.app import build
from server.settings import from_environ

Message = MutableMapping[str, Any]
Application = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]],
    Awaitable[None],
]
ROWS = 101
EXPECTED = {"POST": HTTPStatus.CREATED, "GET": HTTPStatus.OK}


class Caller:
    """Asks one application for the measured operations, each call with ids of its own."""

    def __init__(self, app: Application, key: str, runner: asyncio.Runner) -> None:
        self._app = app
        self._key = key
        self._runner = runner
        self._numbers = itertools.count()
        self._ids: list[str] = []

    def fill(self) -> None:
        """Create what is read and listed."""
        made = self._runner.run(self._asked("createResource", ROWS))
        self._ids = [json.loads(body)["id"] for body in made]

    def ask(self, operation: str, count: int) -> list[bytes]:
        """The bodies of `count` answers, one call after the other."""
        return self._runner.run(self._asked(operation, count))

    async def _asked(self, operation: str, count: int) -> list[bytes]:
        return [await self._one(operation, next(self._numbers)) for _ in range(count)]

    async def _one(self, operation: str, number: int) -> bytes:
        if operation == "createResource":
            body = json.dumps(resource(f"in-process-{number}")).encode()
            return await self._call("POST", PATH, b"", body, number)
        if operation == "listResources":
            return await self._call("GET", PATH, b"limit=100", b"", number)
        return await self._call("GET", f"{PATH}/{self._ids[number % ROWS]}", b"", b"", number)

    async def _call(self, method: str, path: str, query: bytes, body: bytes, number: int) -> bytes:
        incoming = [{"type": "http.request", "body": body, "more_body": False}]
        sent: list[Message] = []

        async def receive() -> Message:
            return incoming.pop() if incoming else await asyncio.Future()

        async def send(message: Message) -> None:
            sent.append(message)

        await self._app(self._scope(method, path, query, body, number), receive, send)
        if sent[0]["status"] != EXPECTED[method]:
            raise RuntimeError(f"{method} {path} was answered {sent}")
        return b"".join(message.get("body", b"") for message in sent)

    def _scope(self, method: str, path: str, query: bytes, body: bytes, number: int) -> Message:
        headers = {
            "host": "127.0.0.1",
            "authorization": f"Bearer {self._key}",
            "accept": "application/json",
            "x-request-id": f"in-process-{number}",
        }
        if method == "POST":
            headers |= {
                "content-type": "application/json",
                "content-length": str(len(body)),
                "x-idempotency-key": f"in-process-{number}",
            }
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "scheme": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query,
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", 80),
            "state": {},
        }


@contextmanager
def calling(app: Application, key: str) -> Iterator[Caller]:
    """A caller of an application whose lifespan has begun, and ends with the block."""
    with asyncio.Runner() as runner:
        inbox: asyncio.Queue[Message] = asyncio.Queue()
        outbox: asyncio.Queue[Message] = asyncio.Queue()

        async def begin() -> asyncio.Task[None]:
            inbox.put_nowait({"type": "lifespan.startup"})
            scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
            task = asyncio.ensure_future(app(scope, inbox.get, outbox.put))
            await outbox.get()
            return task

        async def end(task: asyncio.Task[None]) -> None:
            inbox.put_nowait({"type": "lifespan.shutdown"})
            await task

        lifespan = runner.run(begin())
        caller = Caller(app, key, runner)
        caller.fill()
        yield caller
        runner.run(end(lifespan))


@contextmanager
def application(name: str, home: Path) -> Iterator[tuple[Application, str]]:
    """The ASGI application of a measured server, on an empty database in `home`, and its key."""
    if name in servers.PEERS:
        with _environment(BENCH_DATABASE=str(home / "peer.db")):
            key = importlib.import_module("bench.peers.store").prepare(os.environ["BENCH_DATABASE"])
            yield importlib.import_module(f"bench.peers.{servers.PEERS[name]}").make(), key
        return
    given = servers.charter_environment(home, 0, audit_reads=name == servers.AUDITED)
    key = servers.charter_prepared({**os.environ, **given})
    yield build(from_environ(given)).app, key


@contextmanager
def _environment(**variables: str) -> Iterator[None]:
    """Peers read their database's place from the environment, which is given back afterwards."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
