"""The suite runs on SQLite and on PostgreSQL: a database per module, emptied between tests."""

import logging
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import prepared
import pytest
from sqlalchemy import create_engine, text

import models
from models import migrate
from models.base import Base
from models.database import open_database
from models.platform import organization
from models.postgresql import driver_url
from models.session import Caller
from models.vault import Vault

models.register()
_numbers = count()


@dataclass
class Clock:
    """Stands still, unless it is told to go on."""

    now: datetime = datetime(2026, 11, 22, 6, 21, 57, 123456, UTC)
    step: timedelta = timedelta(microseconds=1)

    def __call__(self):
        self.now += self.step
        return self.now

    def forward(self, **span):
        self.now += timedelta(**span)


@dataclass
class Member:
    """Somebody of an organization, who reads and writes under request ids of their own."""

    database: object
    tenant: str
    key_id: str
    _requests: object = field(default_factory=count)

    def caller(self, operation="test"):
        name = f"{self.key_id}-{next(self._requests)}"
        return Caller(self.tenant, self.key_id, name, operation)

    def _work(self, act, args, kwargs):
        def work(session):
            session.caller = self.caller()
            return act(session, self.tenant, *args, **kwargs)

        return work

    def write(self, act, *args, **kwargs):
        return self.database.write(self._work(act, args, kwargs))

    def read(self, act, *args, **kwargs):
        return self.database.read(self._work(act, args, kwargs))


@pytest.fixture(scope="session")
def postgres_url():
    pgserver = pytest.importorskip("pgserver")
    logging.getLogger("pgserver").setLevel(logging.WARNING)
    home = Path(tempfile.mkdtemp(prefix="charter-pg-", dir="/tmp"))
    home.chmod(0o755)
    server = pgserver.get_server(home / "data")
    for setting in (
        "fsync",
        "full_page_writes",
        "synchronous_commit",
    ):  # the machine will not crash
        server.psql(f"ALTER SYSTEM SET {setting} = off")
    server.psql("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(home, ignore_errors=True)


def _on_server(url, statement):
    engine = create_engine(driver_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="module")
def sqlite_database(tmp_path_factory):
    found = f"sqlite:///{tmp_path_factory.mktemp('home')}/charter.db"
    prepared.database(found)
    return found


def _named(postgres_url, name):
    return driver_url(postgres_url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgres_template(postgres_url):
    """A database with all tables and nothing in them, to be copied."""
    _on_server(postgres_url, "CREATE DATABASE charter_template")
    migrate.upgrade(_named(postgres_url, "charter_template"))
    return "charter_template"


@pytest.fixture(scope="module")
def postgres_database(postgres_url, postgres_template):
    name = f"charter_{next(_numbers)}"
    _on_server(postgres_url, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    yield _named(postgres_url, name)
    _on_server(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(
    scope="module", params=["sqlite_database", "postgres_database"], ids=["sqlite", "postgresql"]
)
def url(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def vault():
    return Vault(b"a secret of the tests only")


@pytest.fixture(scope="module")
def module_clock():
    return Clock()


@pytest.fixture(scope="module")
def open_here(url, vault, module_clock):
    database = open_database(url, vault=vault, clock=module_clock, pool=16)
    yield database
    database.close()


def _empty(session):
    names = [table.name for table in reversed(Base.metadata.sorted_tables)]
    if session.sqlite:
        for name in names:
            session.execute(text(f"DELETE FROM {name}"))
    else:  # TRUNCATE makes new files for every table, which takes longer than all else that a test does
        deletions = " ".join(f"DELETE FROM {name};" for name in names)
        session.execute(text(f"DO $$ BEGIN {deletions} END $$"))


@pytest.fixture
def database(open_here):
    yield open_here
    open_here.write(_empty)


@pytest.fixture
def clock(module_clock, database):
    return module_clock


@pytest.fixture
def alice(database):
    acme = database.write(lambda session: organization.create(session, "io.example.acme"))
    return Member(database, acme["organizationId"], "alice")


@pytest.fixture
def bob(database, alice):
    return Member(database, alice.tenant, "bob")


@pytest.fixture
def charlie(database):
    other = database.write(lambda session: organization.create(session, "io.example.other"))
    return Member(database, other["organizationId"], "charlie")
