import asyncio
import os
import subprocess
import time

import httpx
import pytest
from process import COMMAND, Serving
from sqlalchemy import func, select

import delivery.worker
import models
from models.base import Base
from models.database import open_database
from models.messaging import queue
from models.migrate import upgrade
from models.platform import organization
from models.vault import Vault
from server import deliveries
from server.commands.demo.messaging import fill, places
from server.settings import from_environ


@pytest.fixture
def database(tmp_path):
    url = f"sqlite:///{tmp_path / 'demo.db'}"
    upgrade(url)
    database = open_database(url, vault=Vault(b"s" * 32))
    yield database
    database.close()


@pytest.fixture
def tenant(database):
    made = database.write(lambda session: organization.create(session, "io.example.acme"))
    return made["organizationId"]


def counted(database):
    """How many rows every table has."""
    models.register()
    tables = Base.metadata.tables.values()
    return database.read(
        lambda session: {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables
        }
    )


def test_filling_it_again_changes_nothing(database, tenant):
    fill(database, tenant)
    before = counted(database)

    fill(database, tenant)

    assert counted(database) == before
    assert (before["messaging_queues"], before["messaging_listeners"]) == (2, 3)
    assert before["messaging_messages"] == 33


def test_a_fill_that_was_interrupted_goes_on(database, tenant):
    database.write(lambda session: places.enter(session, tenant))

    fill(database, tenant)

    counts = counted(database)
    assert (counts["messaging_queues"], counts["messaging_messages"]) == (2, 33)


def test_queues_that_are_somebodys_are_left_as_they_are(database, tenant):
    database.write(lambda session: queue.create(session, tenant, {"name": "ours"}))
    before = counted(database)

    fill(database, tenant)

    assert counted(database) == before


def test_nobody_is_called(database, tenant, tmp_path):
    fill(database, tenant)
    asked = []

    def look(host, _port):
        asked.append(host)
        raise OSError(host)

    plan = deliveries.plan(from_environ({"CHARTER_HOME": str(tmp_path)}), database, look=look)
    asyncio.run(delivery.worker.once(plan))

    assert asked == []
    assert places.HOST.endswith(".example")


def test_it_takes_no_second(database, tenant):
    begun = time.process_time()

    fill(database, tenant)

    assert time.process_time() - begun < 1


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A client of a server whose answers are compared with the document, with the demo organization."""
    home = tmp_path_factory.mktemp("home")
    environ = {**os.environ, "CHARTER_HOME": str(home)}
    for command in (("db", "upgrade"), ("demo", "--json")):
        made = subprocess.run([*COMMAND, *command], env=environ, capture_output=True, check=True)
    key = httpx.Response(200, content=made.stdout).json()["key"]
    with (
        Serving(home) as serving,
        httpx.Client(base_url=f"{serving.url}/messaging", headers={"x-api-key": key}) as caller,
    ):
        yield caller


def got(served, path, **query):
    answer = served.get(path, params=query)
    assert answer.status_code == 200, answer.text
    (found,) = (value for name, value in answer.json().items() if name != "_links")
    return found


def test_one_queue_checks_its_messages_and_one_keeps_their_order(served):
    invoices, doors = got(served, "/queues")

    assert invoices["schema_format"] == "queue"
    assert got(served, f"/queues/{invoices['id']}/schemas/{invoices['schema_id']}")["json_schema"]
    assert doors["ordering"] == "fifo"
    wrong = served.post(f"/queues/{invoices['id']}/messages", json={"data": "{}"})
    assert wrong.status_code == 422


def test_messages_wait_for_listeners_that_are_disabled(served):
    assert {one["status"] for one in got(served, "/listeners")} == {"disabled"}
    messages = got(served, "/messages", per_page=100)
    assert {one["state"] for one in messages} == {"pending"}


def test_a_domain_waits_to_be_proven(served):
    (domain,) = got(served, "/domains")

    assert domain["verification"] == {"verified": False}


def test_what_happened_is_told_from_the_first_queue_on(served):
    events = got(served, "/events", limit=100)

    assert events[0]["type"] == "queue_added"
    assert events == sorted(events, key=lambda one: one["stored_at"])
    assert sum(one["type"] == "message_added" for one in events) == 33
