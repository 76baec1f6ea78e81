import os
import subprocess
from datetime import UTC, datetime, timedelta
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
from models.practice import client, invoice, matter, time_entry, user
from models.vault import Vault
from server.commands.demo.practice import fill, house


@pytest.fixture
def open_at(tmp_path):
    """A migrated database whose clock stands at a moment."""
    opened = []

    def at(moment):
        url = f"sqlite:///{tmp_path / f'{len(opened)}.db'}"
        upgrade(url)
        opened.append(open_database(url, vault=Vault(b"s" * 32), clock=lambda: moment))
        return opened[-1]

    yield at
    for database in opened:
        database.close()


NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def database(open_at):
    return open_at(NOW)


def owned(database):
    made = database.write(lambda session: organization.create(session, "io.example.acme"))
    return made["organizationId"]


@pytest.fixture
def tenant(database):
    return owned(database)


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


def listed(database, tenant, kind):
    return database.read(lambda session: kind.page(session, tenant, Page(limit=1000)).items)


def test_filling_it_again_changes_nothing(database, tenant):
    fill(database, tenant)
    before = counted(database)

    fill(database, tenant)

    assert counted(database) == before
    assert (before["practice_clients"], before["practice_matters"]) == (12, 20)
    assert before["practice_time_entries"] > 500


def test_a_fill_that_was_interrupted_goes_on(database, tenant):
    database.write(lambda session: house.enter(session, tenant))

    fill(database, tenant)

    counts = counted(database)
    assert counts["practice_users"] == 7
    assert counts["practice_invoices"] > 30


def test_a_practice_that_is_somebodys_is_left_as_it_is(database, tenant):
    database.write(lambda session: client.create(session, tenant, {"name": "Ours"}))
    before = counted(database)

    fill(database, tenant)

    assert counted(database) == before


def test_it_is_the_same_every_time_on_the_same_day(open_at):
    def seen(database):
        tenant = owned(database)
        fill(database, tenant)
        entries, invoices = (listed(database, tenant, kind) for kind in (time_entry, invoice))
        return [
            sorted(
                (row["date"], row["hours"], row["amount"], row["description"]) for row in entries
            ),
            sorted((row["invoiceNumber"], row["amount"], row["balance"]) for row in invoices),
        ]

    assert seen(open_at(NOW)) == seen(open_at(NOW))


def test_nobody_real_could_be_written_to(database, tenant):
    fill(database, tenant)

    people = database.read(partial(user.page, tenant=tenant))
    clients = database.read(
        lambda session: (
            client.page(session, tenant, Page(limit=100), select=frozenset({"contact"})).items
        )
    )
    addresses = [one["email"] for one in people] + [one["contact"]["email"] for one in clients]
    assert len(set(addresses)) == 19
    assert all(address.endswith(".example") for address in addresses)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 1, 0, 0, 1, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 59, tzinfo=UTC),
        datetime(2028, 2, 29, 12, tzinfo=UTC),
        datetime(2026, 1, 2, 3, tzinfo=UTC),
    ],
)
def test_on_any_day_there_is_something_in_each_state_and_nothing_of_the_future(moment, open_at):
    database = open_at(moment)
    tenant = owned(database)
    fill(database, tenant)

    invoices = listed(database, tenant, invoice)
    assert {one["invoiceState"] for one in invoices} == {"draft", "review", "approved", "final"}
    kinds = {
        "none": [one for one in invoices if one["balance"] == one["amount"]],
        "part": [one for one in invoices if 0 < one["balance"] < one["amount"]],
        "all": [one for one in invoices if one["balance"] == 0],
    }
    assert all(kinds.values())
    assert all(one["amount"] > 0 for one in invoices)
    last = (moment - timedelta(days=1)).date().isoformat()
    assert max(one["date"] for one in listed(database, tenant, time_entry)) <= last
    assert max(one["invoiceDate"] for one in invoices) <= last


def test_some_matters_are_closed(database, tenant):
    fill(database, tenant)

    archived = [one for one in listed(database, tenant, matter) if one["archived"]]

    assert sorted(one["reference"] for one in archived) == ["LP-007", "OKO-018"]


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
        httpx.Client(
            base_url=f"{serving.url}/practice/v2", headers={"Authorization": f"Bearer {key}"}
        ) as caller,
    ):
        yield caller


def got(served, path, **query):
    answer = served.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def test_all_lists_are_shown_with_all_their_parts(served):
    parts = {
        "/clients": "contact,meta,customFields",
        "/matters": "ledesConfiguration,responsible,originator,practiceArea,meta,customFields",
        "/time-entries": "user,meta,fixedFee,invoice",
        "/expenses": "user,meta,invoice",
        "/fixed-fees": "user,meta,invoice",
        "/invoices": "meta",
        "/users": "customFields",
    }

    assert all(got(served, path, select=select) for path, select in parts.items())


def test_somebody_owes_something_that_is_overdue(served):
    owed = [got(served, f"/clients/{one['clientId']}/balances") for one in got(served, "/clients")]

    assert any(one["overdue30"] > 0 for one in owed)
    assert any(one["balance"] == 0 for one in owed)


def test_there_is_something_left_to_bill(served):
    assert got(served, "/time-entries", billed="false", billingType="billable", limit=5)
