"""The post office: a small document in the style of the messaging, served by the whole application."""

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
    Path(importlib.util.find_spec("post_handlers").origin).parent.parent / "post" / "openapi.yaml"
)
NEVER = 86_400.0


class Post:
    """The running application, and its clock."""

    def __init__(self, home, loop):
        variables = {"CHARTER_HOME": str(home), "CHARTER_DOCUMENT": str(DOCUMENT)}
        settings = from_environ(variables)
        prepared.database(settings.database_url)
        self.now = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
        self.server = build(settings, clock=lambda: self.now, every=NEVER, package="post_handlers")
        self.lifespan = Lifespan(self.server.app, loop)
        self.lifespan.start()
        self.nobody = Client(self.server.app, loop)
        write = self.server.database.write
        self.tenant = write(lambda s: organization.create(s, "io.example.post")["organizationId"])

    def pass_time(self, **span):
        self.now += timedelta(**span)

    def member(self, *scopes):
        """A caller with a key of these scopes."""

        def work(session):
            return key.create(session, self.tenant, name="made", scopes=scopes)[1]

        return self.nobody.with_key(self.server.database.write(work))


@pytest.fixture(scope="session")
def loop():
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture(scope="module")
def post(tmp_path_factory, loop):
    post = Post(tmp_path_factory.mktemp("home"), loop)
    yield post
    post.lifespan.stop()


@pytest.fixture(scope="module")
def alice(post):
    """May do everything."""
    return post.member("*")
