import os
import subprocess
from functools import partial

import httpx
import pytest
from process import COMMAND, Serving
from sqlalchemy import func, select

import models
from models.base import Base
from models.database import open_database
from models.migrate import upgrade
from models.paging import Page
from models.platform import organization
from models.studio import customer, studio
from models.vault import Vault
from server.commands.demo.studio import fill, house
from server.commands.demo.studio.people import people


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
    assert before["studio_customers"] == 60


def test_a_fill_that_was_interrupted_goes_on(database, tenant):
    database.write(lambda session: house.enter(session, tenant))

    fill(database, tenant)

    counts = counted(database)
    assert counts["studio_employees"] == 6
    assert counts["class_bookings"] > 100


def test_a_studio_that_is_somebodys_is_left_as_it_is(database, tenant):
    database.write(lambda session: studio.change(session, tenant, {"name": "Ours", "city": "Bonn"}))
    before = counted(database)

    fill(database, tenant)

    assert counted(database) == before


def test_customers_are_the_same_every_time():
    assert list(people(1)) == list(people(1))
    assert len({person["email"] for person in people(1)}) == 60


def test_nobody_real_could_be_written_to():
    assert all(person["email"].endswith(".example") for person in people(1))


def test_there_are_customers_of_every_status(database, tenant):
    fill(database, tenant)

    counts = {
        status: len(database.read(partial(of, tenant, status)).items)
        for status in ("MEMBER", "FORMER_MEMBER", "PROSPECT")
    }

    assert sum(counts.values()) == 60
    assert all(count > 5 for count in counts.values())


def of(tenant, status, session):
    return customer.page(session, tenant, Page(limit=100), customer_status=status)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of a server whose answers are compared with the document, with the demo organization."""
    home = tmp_path_factory.mktemp("home")
    environ = {**os.environ, "CHARTER_HOME": str(home)}
    for command in (("db", "upgrade"), ("demo", "--json")):
        made = subprocess.run([*COMMAND, *command], env=environ, capture_output=True, check=True)
    key = httpx.Response(200, content=made.stdout).json()["key"]
    with (
        Serving(home) as serving,
        httpx.Client(base_url=f"{serving.url}/studio/v1", headers={"x-api-key": key}) as client,
    ):
        yield client


def got(client, path, **query):
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_studio_tells_of_itself(client):
    told = got(client, "/studios/information")

    assert told["name"] == house.NAME
    assert told["openingHours"]
    assert got(client, "/studios/utilization") == {"capacity": 90, "count": 5}


def test_a_class_is_full_and_some_wait_for_it(client):
    slots = got(client, "/classes/slots", daysAhead=14, sliceSize=100)["result"]

    first = slots[0]
    assert len(slots) > 20
    assert first["bookedParticipants"] == first["maxParticipants"]
    assert first["waitingListParticipants"] == 3


def test_members_have_contracts_visits_payments_and_a_card(client):
    members = got(client, "/customers", sliceSize=500)["result"]
    one = members[3]["id"]

    assert len(members) > 30
    assert got(client, f"/customers/{one}/contracts", status="ACTIVE")
    assert got(client, f"/customers/{one}/account/transactions")["result"]
    assert any(
        got(client, f"/customers/{row['id']}/activities/checkins")["result"] for row in members
    )


def test_appointments_offers_and_fields_are_there(client):
    assert len(got(client, "/appointments/bookable")["result"]) == 3
    assert len(got(client, "/memberships/membership-offers")) == 4
    assert len(got(client, "/customers/additional-information-fields")) == 2
    assert len(got(client, "/employees")["result"]) == 6
