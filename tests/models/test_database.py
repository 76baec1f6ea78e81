import threading
from contextlib import suppress
from datetime import UTC

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.database import open_database
from models.identity import uuid7
from models.platform.organization import Organization


def add(session, name):
    session.add(
        Organization(
            id=uuid7(),
            name=name,
            handle=name,
            display_name=name,
            language="en",
            created_at=session.now,
        )
    )


def names(session):
    return sorted(session.scalars(select(Organization.name)))


def submit(database, *works):
    """Submit all, wait for all; the outcomes in order."""
    outcomes, left = [None] * len(works), threading.Semaphore(0)

    def done_at(place):
        def done(result, error):
            outcomes[place] = (result, error)
            left.release()

        return done

    for place, work in enumerate(works):
        database.submit(work, done_at(place))
    for _ in works:
        left.acquire()
    return outcomes


def test_a_write_gives_back_what_the_work_gave(database):
    assert database.write(lambda _session: 42) == 42


def test_what_is_written_is_there_for_every_reader(database):
    database.write(lambda session: add(session, "a"))
    assert database.read(names) == ["a"]


def test_a_failed_unit_leaves_nothing_and_raises_its_own_error(database):
    def work(session):
        add(session, "a")
        session.flush()
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        database.write(work)
    assert database.read(names) == []


def test_a_unit_that_fails_takes_no_other_along(database):
    def bad(session):
        add(session, "bad")
        session.flush()
        raise LookupError

    works = [lambda session, n=n: add(session, f"{n:02}") for n in range(20)]
    outcomes = submit(database, *works[:10], bad, *works[10:])
    errors = [error for _, error in outcomes]
    assert isinstance(errors.pop(10), LookupError)
    assert errors == [None] * 20
    assert database.read(names) == [f"{n:02}" for n in range(20)]


def test_an_error_at_the_last_flush_belongs_to_its_unit(database):
    database.write(lambda session: add(session, "a"))
    with pytest.raises(IntegrityError):
        database.write(lambda session: add(session, "a"))
    assert database.read(names) == ["a"]


def test_a_part_that_fails_is_undone_and_the_rest_stays(database):
    def work(session):
        add(session, "before")
        session.emit("kept", "1")
        with suppress(IntegrityError), session.nested():
            add(session, "inside")
            session.emit("lost", "2")
            add(session, "before")
        add(session, "after")
        return [event.type for event in session.events]

    assert database.write(work) == ["kept"]
    assert database.read(names) == ["after", "before"]


def test_parts_nest(database):
    def work(session):
        with session.nested():
            add(session, "outer")
            with suppress(LookupError), session.nested():
                add(session, "inner")
                raise LookupError
            with session.nested():
                add(session, "other")

    database.write(work)
    assert database.read(names) == ["other", "outer"]


def test_a_read_sees_one_snapshot(database):
    def work(session):
        before = names(session)
        outcomes = submit(database, lambda other: add(other, "meanwhile"))
        assert outcomes == [(None, None)]
        return before, names(session)

    assert database.read(work) == ([], [])
    assert database.read(names) == ["meanwhile"]


def test_a_read_cannot_write(database):
    def work(session):
        add(session, "a")
        session.flush()

    with pytest.raises(Exception, match=r"(?i)read.?only"):
        database.read(work)
    assert database.read(names) == []


def test_a_unit_begins_without_the_leftovers_of_the_one_before(database):
    def leave(session):
        session.touch("thing", "1", before=None, after=None)
        session.emit("thing.made", "1")
        session.caller = "somebody"

    database.write(leave)

    def look(session):
        return session.caller, list(session.changes), list(session.events)

    assert database.write(look) == (None, [], [])


def test_now_is_one_moment_of_the_clock_in_utc(database):
    first, second, zone = database.write(lambda s: (s.now, s.now, s.now.tzinfo))
    assert first == second
    assert zone is UTC


def test_a_cancelled_unit_is_not_executed(database):
    gate, ready = threading.Event(), threading.Semaphore(0)

    def block(_session):
        ready.release()
        gate.wait()

    blocked = [threading.Thread(target=database.write, args=(block,)) for _ in range(1)]
    if database.dialect == "postgresql":
        for _ in range(16):
            database.submit(block, lambda _r, _e: None)
        for _ in range(16):
            ready.acquire()
    else:
        blocked[0].start()
        ready.acquire()
    ticket = database.submit(lambda session: add(session, "never"), lambda _r, _e: None)
    assert ticket.cancel()
    assert not ticket.cancel()
    gate.set()
    for thread in blocked:
        if thread.ident:
            thread.join()
    submit(database, lambda _session: None)
    assert database.read(names) == []


def test_a_unit_that_has_begun_cannot_be_cancelled(database):
    began, gate, ended = threading.Event(), threading.Event(), threading.Event()

    def work(session):
        began.set()
        gate.wait()
        add(session, "a")

    ticket = database.submit(work, lambda _r, _e: ended.set())
    began.wait()
    assert not ticket.cancel()
    gate.set()
    ended.wait()
    assert database.read(names) == ["a"]


def test_an_answer_that_cannot_be_given_stops_nobody(database, caplog):
    def broken(_result, _error):
        raise RuntimeError("nobody listens")

    database.submit(lambda session: add(session, "a"), broken)
    submit(database, lambda session: add(session, "b"))
    database.write(lambda session: add(session, "c"))
    assert set(database.read(names)) >= {"b", "c"}


def test_after_close_work_is_refused_as_surely_not_done(url, vault):
    database = open_database(url, vault=vault)
    database.close()
    ((_, error),) = submit(database, lambda session: add(session, "never"))
    assert error.code == "overloaded"


def test_only_the_two_databases_are_known(vault):
    with pytest.raises(ValueError, match="sqlite:///path or postgresql"):
        open_database("mysql://root@localhost/x", vault=vault)


def test_a_write_does_not_wait_for_itself(database):
    def work(_session):
        with pytest.raises(RuntimeError, match="inside"):
            database.write(lambda _other: None)

    if database.dialect == "sqlite":
        database.write(work)
