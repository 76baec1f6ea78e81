"""The cast: alice owns an organization, bob is a member who may only read, charlie is another tenant."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import prepared
import pytest
import structlog
from wire import Client, Lifespan, Loop, Response

from delivery.worker import Plan
from models.platform import key, organization
from server import deliveries
from server.app import Server, build
from server.settings import from_environ

READ_SCOPES = ["registry:read", "registry:audit", "platform:read"]
NEVER = 86_400.0
"""Seconds between two rounds of chores: a test does them itself, when it is their time."""


MEMORY = Path("/dev/shm")
ENOUGH = 2 << 30
"""Bytes: a whole run leaves a tenth of it, and its hardest test an eighth."""


def pytest_configure(config: pytest.Config) -> None:
    """Let temporary files lie in memory where there is room: waiting for a disk proves nothing more."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session", autouse=True)
def shared_facts_stay_as_they_are() -> Iterator[None]:
    """The document is read once for all tests; a test that changed it would change the next one's."""
    yield
    assert prepared.changed() == []


class Clock:
    """Time goes on when a test moves it; beside that each reading is a microsecond after the last."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        with self._lock:
            self.now += timedelta(microseconds=1)
            return self.now

    def advance(self, **span: float) -> None:
        with self._lock:
            self.now += timedelta(**span)


@dataclass
class Cast:
    """A running application and the keys of those who call it."""

    server: Server
    client: Client
    clock: Clock
    home: Path
    keys: dict[str, str] = field(default_factory=dict)
    tenants: dict[str, str] = field(default_factory=dict)

    def caller(self, name: str) -> Client:
        return self.client.with_key(self.keys[name])

    def key(self, owner: str, *scopes: str, **more: object) -> str:
        """A new key of the same organization as `owner`'s."""
        tenant = self.tenants[owner]
        return self.server.database.write(
            lambda session: key.create(session, tenant, name="made", scopes=scopes, **more)
        )[1]

    def mails(self) -> list[str]:
        """The text of every mail so far, the newest last."""
        self.server.chores.round()
        return [file.read_text() for file in sorted((self.home / "outbox").glob("*.eml"))]

    def partner(self, **more: object) -> tuple[Client, Response]:
        """Somebody whom alice lets in, with the key from the mail, and the activation as alice was told of it."""
        body = {"app": "Reports", "contactEmail": "it@example.com", "scopes": ["registry:read"]}
        told = self.caller("alice").post("/platform/v1/activations", json=body | more)
        (text,) = re.findall(rf"charter_live_{told.json()['keyId']}_\w+", "".join(self.mails()))
        return self.client.with_key(text), told


@pytest.fixture(scope="session")
def loop() -> Iterator[Loop]:
    loop = Loop()
    yield loop
    loop.close()


def started(
    home: Path, loop: Loop, *, delivering: Callable[..., Plan] = deliveries.plan, **environ: str
) -> Iterator[Cast]:
    """An application over a home of its own, with the cast's organizations and keys in it."""
    given = {"CHARTER_HOME": str(home), "CHARTER_DELIVER": "false", **environ}
    settings = from_environ(given)
    plain = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    structlog.configure(processors=plain)  # coloured tracebacks take a second each
    prepared.database(settings.database_url)
    clock = Clock()
    contract = prepared.contract(settings.document)
    server = build(settings, clock=clock, every=NEVER, contract=contract, delivering=delivering)
    lifespan = Lifespan(server.app, loop)
    lifespan.start()
    cast = Cast(server, Client(server.app, loop), clock, home)
    for tenant, people in (
        ("io.example.acme", {"alice": ["*"], "bob": READ_SCOPES}),
        ("io.example.other", {"charlie": ["*"]}),
    ):
        made = server.database.write(
            lambda session, name=tenant: organization.create(session, name)
        )
        for person, scopes in people.items():
            cast.tenants[person] = made["organizationId"]
            cast.keys[person] = cast.key(person, *scopes)
    yield cast
    lifespan.stop()


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory, loop: Loop) -> Iterator[Cast]:
    """One application for a module of tests; `CHARTER_TEST_DATABASE_URL` chooses another database."""
    environ = {"CHARTER_RATE_LIMIT_SCALE": "1000"}
    if "CHARTER_TEST_DATABASE_URL" in os.environ:
        environ["CHARTER_DATABASE_URL"] = os.environ["CHARTER_TEST_DATABASE_URL"]
    yield from started(tmp_path_factory.mktemp("home"), loop, **environ)


@pytest.fixture(scope="module")
def applications(
    tmp_path_factory: pytest.TempPathFactory, loop: Loop
) -> Iterator[Callable[..., Cast]]:
    """Applications with other settings, each started when it is first asked for."""
    running: dict[frozenset[tuple[str, str]], tuple[Cast, Iterator[Cast]]] = {}

    def of(**environ: str) -> Cast:
        name = frozenset(environ.items())
        if name not in running:
            starting = started(tmp_path_factory.mktemp("home"), loop, **environ)
            running[name] = next(starting), starting
        return running[name][0]

    yield of
    for _, starting in running.values():
        next(starting, None)


@pytest.fixture
def fresh(tmp_path: Path, loop: Loop, request: pytest.FixtureRequest) -> Iterator[Cast]:
    """An application for one test; `@pytest.mark.parametrize("fresh", [{...}], indirect=True)` gives settings."""
    yield from started(tmp_path, loop, **getattr(request, "param", {}))


@pytest.fixture
def alice(cast: Cast) -> Client:
    return cast.caller("alice")


@pytest.fixture
def bob(cast: Cast) -> Client:
    return cast.caller("bob")


@pytest.fixture
def charlie(cast: Cast) -> Client:
    return cast.caller("charlie")


@pytest.fixture
def nobody(cast: Cast) -> Client:
    return cast.client
