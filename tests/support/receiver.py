"""Receivers of webhooks on this machine: one that answers as it is told, and one that speaks no HTTP."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

PATIENCE = 30.0
"""Seconds after which a test that still waits is wrong."""


@dataclass(frozen=True)
class Got:
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    peer: Any = None

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


Reply = Callable[[Got], web.StreamResponse | Awaitable[web.StreamResponse]]


def ok(_got: Got) -> web.Response:
    return web.Response(text="thanks")


class _Threaded:
    """An event loop in a thread, and a server in it."""

    def __enter__(self) -> Self:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self.port = self._run(self._open())
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def _run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE)

    async def _open(self) -> int:
        raise NotImplementedError

    async def _close(self) -> None:
        raise NotImplementedError


@dataclass
class Receiver(_Threaded):
    """Records what it gets; `reply` decides what it answers, and may wait."""

    reply: Reply = ok
    tls: Any = None
    listen: int = 0
    got: list[Got] = field(default_factory=list)
    _told: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, count: int) -> list[Got]:
        """Everything, once there are so many."""
        return self.wait_until(lambda got: len(got) >= count)

    def wait_until(self, enough: Callable[[list[Got]], bool]) -> list[Got]:
        """Everything, once it is enough."""
        with self._told:
            if not self._told.wait_for(lambda: enough(self.got), PATIENCE):
                raise AssertionError(f"only {len(self.got)} requests came")
            return list(self.got)

    @property
    def ids(self) -> list[str]:
        return [one.id for one in self.got]

    async def _open(self) -> int:
        app = web.Application(client_max_size=2**26)
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.listen, ssl_context=self.tls)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def _close(self) -> None:
        await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        names = {name.lower(): value for name, value in request.headers.items()}
        peer = request.transport and request.transport.get_extra_info("peername")
        got = Got(request.method, request.path_qs, names, await request.read(), peer)
        with self._told:
            self.got.append(got)
            self._told.notify_all()
        answer = self.reply(got)
        if isinstance(answer, Awaitable):
            answer = await answer
        if not answer.prepared:
            return answer
        await answer.write_eof()
        return answer


async def never(_got: Got) -> web.Response:
    """Answer nothing until the caller goes away."""
    await asyncio.Event().wait()
    raise AssertionError


@dataclass
class Raw(_Threaded):
    """Reads a request's head and then says `says`, or holds its tongue."""

    says: bytes = b""
    hangs: bool = False
    calls: int = 0

    async def _open(self) -> int:
        self._server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def _close(self) -> None:
        self._server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.calls += 1
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(self.says)
            await writer.drain()
            if self.hangs:
                await reader.read()
                await reader.read()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@contextmanager
def nobody() -> Iterator[str]:
    """The URL of a port on which nobody listens, and nobody will."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}/hook"
