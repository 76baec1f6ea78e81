"""The club: a small document in the style of the studio, served by the whole application."""

import importlib.util
from datetime import UTC, datetime, timedelta
from pathlib import Path

import prepared
import pytest
from wire import Client, Lifespan, Loop

from models.platform import key, organization
from server.app import build
from server.settings import from_environ

DOCUMENT = (
    Path(importlib.util.find_spec("club_handlers").origin).parent.parent / "club" / "openapi.yaml"
)
NEVER = 86_400.0


class Clock:
    def __init__(self):
        self.now = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

    def __call__(self):
        return self.now

    def advance(self, **span):
        self.now += timedelta(**span)


class Club:
    """The running application, its clock, and organizations with a key each."""

    def __init__(self, home, loop, **environ):
        variables = {"CHARTER_HOME": str(home), "CHARTER_DOCUMENT": str(DOCUMENT), **environ}
        settings = from_environ(variables)
        prepared.database(settings.database_url)
        self.home, self.clock = home, Clock()
        self.server = build(
            settings,
            clock=self.clock,
            every=NEVER,
            package="club_handlers",
            contract=prepared.contract(settings.document),
        )
        self.lifespan = Lifespan(self.server.app, loop)
        self.lifespan.start()
        self.nobody = Client(self.server.app, loop)

    def member(self, name, language="en"):
        """A caller of a new organization that has this language."""

        def work(session):
            tenant = organization.create(session, name, language=language)["organizationId"]
            return key.create(session, tenant, name="made", scopes=["*"])[1]

        return Keyed(self.server.app, self.nobody.loop, self.server.database.write(work))


class Keyed(Client):
    """Sends its key in `X-API-Key`."""

    async def send(self, method, path, **options):
        headers = {"x-api-key": self.key, "authorization": None} | (
            options.pop("headers", None) or {}
        )
        return await super().send(method, path, headers=headers, **options)


@pytest.fixture(scope="session")
def loop():
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture(scope="module")
def club(tmp_path_factory, loop):
    club = Club(tmp_path_factory.mktemp("home"), loop, CHARTER_RATE_LIMIT_SCALE="1000")
    yield club
    club.lifespan.stop()


@pytest.fixture
def strict(tmp_path, loop):
    """A club of its own, with the budgets that its document names."""
    club = Club(tmp_path, loop)
    yield club
    club.lifespan.stop()


@pytest.fixture(scope="module")
def anna(club):
    """A caller whose organization speaks English."""
    return club.member("io.example.english")


@pytest.fixture(scope="module")
def dora(club):
    """A caller whose organization speaks German."""
    return club.member("io.example.german", "de")
