from datetime import UTC, datetime, timedelta

import prepared
import pytest

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
def database(tmp_path, clock):
    url = f"sqlite:///{tmp_path}/charter.db"
    prepared.database(url)
    found = open_database(url, vault=Vault(b"a secret of the tests only"), clock=clock)
    yield found
    found.close()


@pytest.fixture
def tenant(database):
    made = database.write(lambda session: organization.create(session, "io.example.acme"))
    return made["organizationId"]
