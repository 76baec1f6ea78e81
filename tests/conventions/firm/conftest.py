"""The firm: a small document in the style of the practice, served by the whole application."""

import importlib.util
from datetime import UTC, datetime
from pathlib import Path

import pytest
from wire import Client, Lifespan, Loop

from models import migrate
from models.audit import find
from models.platform import key, organization
from models.platform.key.table import Key
from server.app import build
from server.settings import from_environ

DOCUMENT = (
    Path(importlib.util.find_spec("firm_handlers").origin).parent.parent / "firm" / "openapi.yaml"
)
NEVER = 86_400.0
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
ANN, BEN, CARL = (f"01935275-3d4e-7b21-8c55-00000000000{digit}" for digit in "abc")


class Firm:
    """The running application; Ann and Ben work for the one organization, Carl for the other."""

    def __init__(self, home, loop):
        variables = {"CHARTER_HOME": str(home), "CHARTER_DOCUMENT": str(DOCUMENT)}
        settings = from_environ(variables)
        migrate.upgrade(settings.database_url)
        self.staff, self.asked = {}, []
        self.server = build(
            settings,
            clock=lambda: NOON,
            every=NEVER,
            package="firm_handlers",
            people=lambda api: [self._known] if api == "firm" else [],
        )
        self.lifespan = Lifespan(self.server.app, loop)
        self.lifespan.start()
        self.nobody = Client(self.server.app, loop)
        self.ours, self.theirs = self._organization("io.example.ours"), self._organization("io.x")
        self.staff = {self.ours: {ANN, BEN}, self.theirs: {CARL}}

    def _organization(self, name):
        write = self.server.database.write
        return write(lambda session: organization.create(session, name)["organizationId"])

    def _known(self, session, tenant, user):
        self.asked.append((session.caller.tenant, user))
        return user in self.staff[tenant]

    def member(self, *scopes, tenant=None, user=None):
        """A caller with a key of these scopes, whose own user may be given."""
        tenant = tenant or self.ours

        def work(session):
            made, text = key.create(session, tenant, name="made", scopes=scopes)
            if user is not None:
                session.execute(
                    Key.__table__.update().where(Key.id == made["id"]).values(user_id=user)
                )
            return text

        return self.nobody.with_key(self.server.database.write(work))

    def record(self, answer):
        """What the audit says of the call that was answered so."""
        name = answer.headers["x-request-id"]
        return self.server.database.read(lambda session: find(session, self.ours, name))


@pytest.fixture(scope="session")
def loop():
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture(scope="module")
def firm(tmp_path_factory, loop):
    firm = Firm(tmp_path_factory.mktemp("home"), loop)
    yield firm
    firm.lifespan.stop()


@pytest.fixture(scope="module")
def alice(firm):
    """May do everything."""
    return firm.member("*")


@pytest.fixture(scope="module")
def bob(firm):
    """May do everything but see rates."""
    return firm.member("firm:read", "firm:write")
