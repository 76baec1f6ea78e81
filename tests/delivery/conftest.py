from datetime import UTC, datetime, timedelta

import certificates
import prepared
import pytest
from postroom import Office, with_tables
from receiver import Receiver

import models
from models.database import open_database
from models.platform import organization
from models.vault import Vault

models.register()


class Clock:
    """Stands still until it is moved."""

    def __init__(self):
        self.now = datetime(2026, 11, 22, 6, 21, 57, tzinfo=UTC)

    def __call__(self):
        return self.now

    def forward(self, **span):
        self.now += timedelta(**span)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def url(tmp_path):
    found = f"sqlite:///{tmp_path}/charter.db"
    prepared.database(found)
    with_tables(found)
    return found


@pytest.fixture
def database(url, clock):
    found = open_database(url, vault=Vault(b"a secret of the tests only"), clock=clock)
    yield found
    found.close()


@pytest.fixture
def tenant(database):
    made = database.write(lambda session: organization.create(session, "io.example.acme"))
    return made["organizationId"]


@pytest.fixture
def office(database, tenant, clock, url):
    return Office(database, tenant, clock, url)


@pytest.fixture
def receiver():
    with Receiver() as found:
        yield found


@pytest.fixture(scope="module")
def certificate():
    """A certificate for hooks.example.com, and who believes it."""
    return certificates.pair()
