"""An organization with a queue, on SQLite or PostgreSQL; a receiver; and who serves or delivers."""

import contextlib
import importlib
import json
import os
import secrets
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

import models
from bench import processes, servers
from models.database import Database
from models.messaging import listener, message, queue
from models.messaging.table import Message
from models.platform import organization
from models.session import Session
from server import deliveries
from server.commands import opened
from server.settings import Settings, from_environ

ORGANIZATION = "io.example.bench"
KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
WELL = "well"
DATA = '{"number": "INV-%d", "total": 12.5}'
_UNIT = 250


class NotDeliveredError(Exception):
    """The receiver did not get all in time."""


@dataclass(frozen=True)
class Came:
    """How many deliveries of a kind a receiver got, and when the first and the last (monotonic)."""

    count: int
    first: float
    last: float

    @property
    def rate(self) -> float:
        """How many a second."""
        return self.count / max(self.last - self.first, 1e-3)


@dataclass(frozen=True)
class Receiver:
    """A receiver that listens; the first word of a path is the kind of what comes there."""

    url: str

    def came(self, kind: str = WELL) -> Came:
        """What came so far; all of it has to be signed."""
        with urllib.request.urlopen(f"{self.url}/counts") as answer:
            found = json.load(answer)
        if found["unsigned"]:
            raise NotDeliveredError(f"{found['unsigned']} came without a signature")
        return Came(*found["came"].get(kind, (0, 0.0, 0.0)))

    def until(self, count: int, *, kind: str = WELL, patience: float = 600.0) -> Came:
        """What came, once it is so many."""
        pause, ends = threading.Event(), time.monotonic() + patience
        while (found := self.came(kind)).count < count:
            if time.monotonic() > ends:
                raise NotDeliveredError(f"{found.count:,} of {count:,} in {patience} s")
            pause.wait(0.05)
        return found

    def urls(self, count: int, kind: str = WELL) -> list[str]:
        """So many addresses of that kind."""
        return [f"{self.url}/{kind}/{number}" for number in range(count)]


@dataclass(frozen=True)
class Scene:
    """A database with one queue; `env` is what servers and workers on it are started with."""

    kind: str
    home: Path
    env: dict[str, str]
    key: str
    settings: Settings
    database: Database
    tenant: str
    queue: str

    def listen(self, urls: Sequence[str]) -> list[str]:
        """A listener of the queue for each URL; their ids."""
        rules = deliveries.outbound(self.settings).rules
        prefix = f"bench.{secrets.token_hex(4)}"

        def work(session: Session) -> list[str]:
            return [
                listener.create(
                    session,
                    self.tenant,
                    self.queue,
                    {"name": f"{prefix}-{number}", "notify_url": url, "liveness_url": url},
                    rules=rules,
                )["id"]
                for number, url in enumerate(urls)
            ]

        return self.database.write(work)

    def publish(self, count: int) -> None:
        """Put so many messages into the queue, many in a unit: a backlog."""

        def work(session: Session, numbers: range) -> None:
            for number in numbers:
                content = {"data": DATA % number}
                message.create(session, self.tenant, self.queue, content)

        for first in range(0, count, _UNIT):
            numbers = range(first, min(first + _UNIT, count))
            self.database.write(partial(work, numbers=numbers))

    def count(self) -> int:
        """How many messages there are."""
        query = select(func.count()).select_from(Message)
        return self.database.read(lambda session: session.execute(query).scalar_one())


@contextlib.contextmanager
def scene(kind: str, home: Path) -> Iterator[Scene]:
    """An organization and its queue in `home`, on a database of that kind."""
    models.register()
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)
    with contextlib.ExitStack() as stack:
        env = servers.charter_environment(home, processes.free_port(), audit_reads=False)
        env["CHARTER_WEBHOOK_ALLOW_NETWORKS"] = "127.0.0.0/8"
        if kind == "postgresql":
            env["CHARTER_DATABASE_URL"] = stack.enter_context(_postgresql(home))
        key = servers.charter_prepared(env, ORGANIZATION)
        settings = from_environ(env)
        database = stack.enter_context(opened.database(settings))
        named = database.read(lambda session: organization.named(session, ORGANIZATION))
        tenant = named["organizationId"]
        made = database.write(
            lambda session: queue.create(session, tenant, {"name": "bench.queue"})
        )
        yield Scene(kind, home, env, key, settings, database, tenant, made["id"])


@contextlib.contextmanager
def _postgresql(home: Path) -> Iterator[str]:
    pgserver: Any = importlib.import_module("pgserver")  # a package of the tests
    server = pgserver.get_server(home / "data")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextlib.contextmanager
def receiver(home: Path, cores: str | None = None) -> Iterator[Receiver]:
    """A receiver in a process of its own."""
    port = processes.free_port()
    command = _pinned([sys.executable, "-m", "bench.messaging_receiver", str(port)], cores)
    log = home / "receiver.log"
    with processes.running(command, env=os.environ, log=log, port=port):
        yield Receiver(f"http://127.0.0.1:{port}")


@contextlib.contextmanager
def serving(at: Scene, core: str | None = None) -> Iterator[tuple[str, int]]:
    """The server, which delivers, too: its URL and process."""
    port = int(at.env["CHARTER_PORT"])
    command = _pinned(servers.charter_serve(port), core)
    with processes.running(command, env=at.env, log=at.home / "server.log", port=port) as process:
        yield f"http://127.0.0.1:{port}", process.pid


@contextlib.contextmanager
def worker(at: Scene, core: str | None = None) -> Iterator[int]:
    """`charter worker`: its process."""
    command = _pinned([servers.charter_serve(0)[0], "worker"], core)
    with (at.home / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            command, env=at.env, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield process.pid
    finally:
        processes.stop(process, patience=0.5)  # calls that hang are not waited for


def _pinned(command: list[str], core: str | None) -> list[str]:
    return ["taskset", "-c", core, *command] if core else command
