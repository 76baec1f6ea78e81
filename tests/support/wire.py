"""Calls straight into the ASGI application, byte by byte where a test wants it, one event loop for all."""

from __future__ import annotations

import asyncio
import itertools
import threading
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote, urlencode

import orjson

_ids = itertools.count(1)


@dataclass
class Response:
    status: int
    headers: dict[str, str]
    body: bytes
    raw_headers: list[tuple[bytes, bytes]] = field(default_factory=list)

    def json(self) -> Any:
        return orjson.loads(self.body)


class Loop:
    """An event loop in a thread of its own, as the server has one."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, name="test loop", daemon=True)
        self._thread.start()

    def run(self, coroutine: Any, timeout: float = 60) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(timeout)

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)
        self.loop.close()


class Lifespan:
    """Starts and stops an application as a server does."""

    def __init__(self, app: Any, loop: Loop) -> None:
        self._loop = loop
        self._inbox: asyncio.Queue[dict[str, str]] = asyncio.Queue()
        self._outbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
        self._task = asyncio.run_coroutine_threadsafe(
            app(scope, self._inbox.get, self._outbox.put), loop.loop
        )

    def _say(self, kind: str) -> None:
        async def exchange() -> dict[str, Any]:
            await self._inbox.put({"type": f"lifespan.{kind}"})
            return await self._outbox.get()

        told = self._loop.run(exchange())
        assert told["type"] == f"lifespan.{kind}.complete", told

    def start(self) -> None:
        self._say("startup")

    def stop(self) -> None:
        self._say("shutdown")
        self._task.result(10)


class Client:
    """One caller. Every call gets a request id of its own, unless the test gives one (None: none)."""

    def __init__(
        self, app: Any, loop: Loop, key: str | None = None, address: str = "127.0.0.1"
    ) -> None:
        self.app, self.loop, self.key, self.address = app, loop, key, address

    def with_key(self, key: str | None, address: str | None = None) -> Client:
        return Client(self.app, self.loop, key, self.address if address is None else address)

    def get(self, path: str, **options: Any) -> Response:
        return self.call("GET", path, **options)

    def post(self, path: str, **options: Any) -> Response:
        return self.call("POST", path, **options)

    def put(self, path: str, **options: Any) -> Response:
        return self.call("PUT", path, **options)

    def patch(self, path: str, **options: Any) -> Response:
        options.setdefault("content_type", "application/merge-patch+json")
        return self.call("PATCH", path, **options)

    def delete(self, path: str, **options: Any) -> Response:
        return self.call("DELETE", path, **options)

    def call(self, method: str, path: str, **options: Any) -> Response:
        return self.loop.run(self.send(method, path, **options))

    def break_off(self, method: str, path: str, *chunks: bytes, **options: Any) -> list[Any]:
        """Send these pieces of a body that goes on, and hang up; gives the messages that came back."""
        scope = self._scope(method, path, chunks=[*chunks, b""], **options)[0]
        return self.loop.run(exchanged_until_gone(self.app, scope, list(chunks)))

    async def send(self, method: str, path: str, **options: Any) -> Response:
        return await exchanged(self.app, *self._scope(method, path, **options))

    def _scope(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        body: bytes | None = None,
        query: dict[str, Any] | bytes | None = None,
        headers: dict[str, str | None] | None = None,
        raw_headers: list[tuple[bytes, bytes]] | None = None,
        content_type: str | None = "application/json",
        chunks: list[bytes] | None = None,
        scheme: str = "http",
        http_version: str = "1.1",
    ) -> tuple[dict[str, Any], list[bytes]]:
        """What an ASGI server makes of such a call: its scope, and the pieces of its body."""
        data = orjson.dumps(json) if json is not None else body or b""
        parts = chunks if chunks is not None else [data]
        named: dict[str, str | None] = {"host": "127.0.0.1", "x-request-id": f"test-{next(_ids)}"}
        if self.key is not None:
            named["authorization"] = f"Bearer {self.key}"
        if any(parts) and content_type is not None:
            named["content-type"] = content_type
        if any(parts) and chunks is None:
            named["content-length"] = str(len(data))
        if chunks is not None and http_version.startswith("1."):
            named["transfer-encoding"] = "chunked"
        named |= {name.lower(): value for name, value in (headers or {}).items()}
        sent = [
            (name.encode(), value.encode("latin-1"))
            for name, value in named.items()
            if value is not None
        ]
        if isinstance(query, dict):
            query = urlencode(query, doseq=True).encode()
        plain, _, inline_query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": http_version,
            "method": method,
            "path": unquote(plain),
            "raw_path": quote(plain, safe="/%").encode(),
            "query_string": query if query is not None else inline_query.encode(),
            "headers": sent + (raw_headers or []),
            "client": (self.address, 50000),
            "server": ("127.0.0.1", 8080),
            "scheme": scheme,
            "root_path": "",
            "extensions": {},
        }
        return scope, parts


async def exchanged(app: Any, scope: dict[str, Any], parts: list[bytes]) -> Response:
    waiting = list(parts)
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if waiting:
            chunk = waiting.pop(0)
            return {"type": "http.request", "body": chunk, "more_body": bool(waiting)}
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = next(message for message in sent if message["type"] == "http.response.start")
    body = b"".join(
        message.get("body", b"") for message in sent if message["type"] == "http.response.body"
    )
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in start["headers"]
    }
    return Response(start["status"], headers, body, list(start["headers"]))


async def exchanged_until_gone(
    app: Any, scope: dict[str, Any], parts: list[bytes]
) -> list[dict[str, Any]]:
    said = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    said.append({"type": "http.disconnect"})
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return said.pop(0) if len(said) > 1 else said[0]

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent
