"""The server sends what is due from the moment it starts until it has stopped."""

from functools import partial

import pytest
from postroom import Office, body_of, with_tables
from receiver import Receiver
from wire import Client, Lifespan

from models import migrate
from models.platform import organization
from server import deliveries
from server.app import build
from server.settings import from_environ


@pytest.fixture
def served(tmp_path, loop):
    """A server that sends, with contents of the test's."""
    environ = {"CHARTER_HOME": str(tmp_path), "CHARTER_WEBHOOK_ALLOW_NETWORKS": "127.0.0.0/8"}
    settings = from_environ(environ)
    migrate.upgrade(settings.database_url)
    with_tables(settings.database_url)
    server = build(settings, delivering=partial(deliveries.plan, bodies={"message": body_of}))
    lifespan = Lifespan(server.app, loop)
    lifespan.start()
    made = server.database.write(lambda session: organization.create(session, "io.example.acme"))
    yield server, Office(server.database, made["organizationId"], None)
    lifespan.stop()


def test_what_is_published_while_it_serves_is_sent_and_counted(served, loop):
    server, office = served
    with Receiver() as receiver:
        id = office.add(receiver.url)
        subject = office.publish(id)
        server.deliveries.wake(office.tenant, [id])
        (got,) = receiver.wait_for(1)
    assert got.id == subject
    told = Client(server.app, loop).get("/metrics").body.decode()
    assert "charter_delivery_lag_seconds_count 1.0" in told
    assert "charter_requests_in_flight" in told


@pytest.mark.parametrize("fresh", [{"CHARTER_DELIVER": "false"}], indirect=True)
def test_a_server_that_leaves_it_to_workers_sends_nothing(fresh):
    assert fresh.server.deliveries is None
