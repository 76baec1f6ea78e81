"""What is said of units of work holds when PostgreSQL makes them wait, fail or lose their connection."""

import threading

import pytest
from sqlalchemy import text

from contract.errors import OutcomeUnknown, Overloaded
from models.database import open_database
from models.registry import resource

POOL = 16
KILL = text("SELECT pg_terminate_backend(:pid)")
PID = text("SELECT pg_backend_pid()")


@pytest.fixture(scope="module", params=["postgresql"])
def url(request, postgres_database):
    return postgres_database


def create(name):
    return lambda session: resource.create(session, "t", kind="service", name=name)


def names(database):
    def work(session):
        return sorted(session.execute(text("SELECT name FROM resources")).scalars())

    return database.read(work)


def test_units_that_wait_for_each_other_are_tried_again_until_both_are_done(database):
    one, two = (database.write(create(name))["id"] for name in "ab")
    meeting, outcomes, left = threading.Barrier(2), [], threading.Semaphore(0)
    attempts = []

    def crossing(first, second):
        def work(session):
            attempts.append(first)
            resource.patch(session, "t", first, {"description": "x"})
            if len(attempts) <= 2:
                meeting.wait()
            resource.patch(session, "t", second, {"description": "y"})

        return work

    def done(_result, error):
        outcomes.append(error)
        left.release()

    database.submit(crossing(one, two), done)
    database.submit(crossing(two, one), done)
    left.acquire()
    left.acquire()
    assert outcomes == [None, None]
    assert len(attempts) == 3
    versions = [
        database.read(lambda s, id=id: resource.find(s, "t", id))["version"] for id in (one, two)
    ]
    assert versions == [3, 3]


@pytest.mark.parametrize("kind", ["read", "write"])
def test_a_connection_that_is_lost_before_the_commit_is_replaced(database, kind):
    attempts = []

    def work(session):
        attempts.append(1)
        pid = session.execute(PID).scalar_one()
        if len(attempts) == 1:
            database.write(lambda other: other.execute(KILL, {"pid": pid}))
        if kind == "write":
            create("a")(session)
        return session.execute(text("SELECT 42")).scalar_one()

    assert getattr(database, kind)(work) == 42
    assert len(attempts) == 2
    assert names(database) == (["a"] if kind == "write" else [])


def test_compiled_statements_survive_a_lost_connection_too(database):
    made = database.write(create("a"))
    attempts = []

    def work(session):
        attempts.append(1)
        if len(attempts) == 1:
            pid = session.driver.info.backend_pid
            database.write(lambda other: other.execute(KILL, {"pid": pid}))
        return resource.find(session, "t", made["id"])

    assert database.read(work) == made


def test_a_connection_that_is_lost_at_the_commit_leaves_the_outcome_unknown(database):
    def work(session):
        create("a")(session)
        pid = session.driver.info.backend_pid
        database.write(lambda other: other.execute(KILL, {"pid": pid}))

    with pytest.raises(OutcomeUnknown):
        database.write(work)
    assert database.write(lambda _session: 1) == 1


def test_a_pool_without_a_free_connection_refuses_after_a_moment(database):
    gate, began = threading.Event(), threading.Semaphore(0)

    def block(_session):
        began.release()
        gate.wait()

    for _ in range(POOL):
        database.submit(block, lambda _result, _error: None)
    for _ in range(POOL):
        began.acquire()
    with pytest.raises(Overloaded):
        database.read(lambda _session: None)
    gate.set()


def test_a_server_that_is_not_there_is_a_refusal(vault):
    nowhere = open_database("postgresql://nobody@127.0.0.1:1/none", vault=vault)
    for act in (nowhere.read, nowhere.write):
        with pytest.raises(Overloaded):
            act(lambda _session: None)
    nowhere.close()
