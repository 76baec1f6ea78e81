"""What is said of writes holds when processes die, disks fill up and others write beside."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import prepared
import pytest
from sqlalchemy import text

from contract.errors import Overloaded
from models.database import open_database
from models.registry import resource
from models.sqlite import file_of
from models.vault import Vault
from models.writer import CHECKPOINT_BYTES, GROUP

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def url(tmp_path):
    found = f"sqlite:///{tmp_path}/charter.db"
    prepared.database(found)
    return found


@pytest.fixture
def database(url):
    found = open_database(url, vault=Vault(b"a secret of the tests only"))
    yield found
    found.close()


def process(url, *args):
    command = [sys.executable, str(Path(__file__).with_name("writing.py")), url, *map(str, args)]
    return subprocess.Popen(
        command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True
    )


def lines(child):
    with child.stdout:
        said = [line.split() for line in child.stdout]
    assert child.wait() == 0
    return said


def names(url):
    with sqlite3.connect(file_of(url)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = [name for (name,) in connection.execute("SELECT name FROM resources")]
        changes = connection.execute("SELECT count(*) FROM resource_changes").fetchone()[0]
    connection.close()
    assert len(found) == changes
    return found


def create(name, attributes=None):
    return lambda session: resource.create(
        session, "t", kind="service", name=name, attributes=attributes
    )


@pytest.mark.parametrize("after", [1, 150, 400])
def test_a_killed_process_has_kept_all_that_it_acknowledged(url, after):
    child = process(url, "a", 100_000)
    kept = [child.stdout.readline().split()[1] for _ in range(after)]
    child.kill()
    with child.stdout:
        rest = child.stdout.read().splitlines(keepends=True)
    child.wait()
    kept += [line.split()[1] for line in rest if line.endswith("\n")]
    found = names(url)
    assert len(found) == len(set(found))
    assert set(kept) <= set(found)
    survivor = open_database(url, vault=Vault(b"a secret of the tests only"))
    survivor.write(create("after"))
    survivor.close()


def test_processes_that_write_at_once_lose_nothing(url, database):
    children = [process(url, name, 400) for name in "ab"]
    for number in range(100):
        database.write(create(f"here-{number}"))
    kept = [name for child in children for _, name in lines(child)]
    assert sorted(kept) == sorted(f"{name}-{number}" for name in "ab" for number in range(400))
    assert sorted(names(url)) == sorted([*kept, *(f"here-{number}" for number in range(100))])


def test_a_disk_that_is_full_refuses_and_loses_nothing(url):
    said = lines(process(url, "a", 1500, 2_000_000))
    refused = {name: code for kind, name, *code in said if kind == "refused"}
    kept = [name for kind, name, *_ in said if kind == "kept"]
    assert refused
    assert {tuple(code) for code in refused.values()} == {("overloaded",)}
    assert len(kept) + len(refused) == 1500
    assert sorted(names(url)) == sorted(kept)


def test_a_database_that_may_not_grow_refuses_only_what_does_not_fit(url, database):
    def no_more(session):
        pages = session.driver.execute("PRAGMA page_count").fetchone()[0]
        session.driver.execute(f"PRAGMA max_page_count = {pages + 10}")

    database.write(no_more)
    with pytest.raises(Overloaded):
        database.write(create("large", {"x": "y" * 60_000}))
    database.write(create("small"))
    assert names(url) == ["small"]


def test_a_commit_that_fails_is_everybodys_and_work_goes_on(url, database):
    gate = threading.Event()
    outcomes, left = [], threading.Semaphore(0)

    def done(_result, error):
        outcomes.append(error)
        left.release()

    def poison(session):
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        session.execute(text("INSERT INTO resource_labels VALUES ('t', 'k', 'v', 'nothing')"))

    database.submit(lambda _session: gate.wait(), lambda _result, _error: None)
    for work in (create("a"), poison, create("b")):
        database.submit(work, done)
    gate.set()
    for _ in range(3):
        left.acquire()
    assert [error.code for error in outcomes] == ["overloaded"] * 3
    database.write(create("c"))
    assert names(url) == ["c"]


def test_a_group_is_bounded_and_its_units_share_one_commit(url, database):
    gate, began = threading.Event(), threading.Event()
    versions, left = [], threading.Semaphore(0)

    def block(_session):
        began.set()
        gate.wait()

    def done(_result, _error):
        with sqlite3.connect(file_of(url)) as connection:
            versions.append(connection.execute("SELECT count(*) FROM resources").fetchone()[0])
        connection.close()
        left.release()

    database.submit(block, lambda _result, _error: None)
    began.wait()
    for number in range(GROUP + 36):
        database.submit(create(f"{number}"), done)
    gate.set()
    for _ in range(GROUP + 36):
        left.acquire()
    assert versions == [GROUP] * GROUP + [GROUP + 36] * 36


def test_the_log_does_not_grow_without_bound(url, database):
    log = Path(f"{file_of(url)}-wal")
    largest = 0
    for number in range(250):
        database.write(create(f"{number}", {"x": "y" * 65_000}))
        largest = max(largest, log.stat().st_size)
    assert largest < CHECKPOINT_BYTES * 1.2


def test_a_reader_with_an_old_snapshot_delays_only_the_emptying(url, database):
    log = Path(f"{file_of(url)}-wal")

    def write_much(_session):
        _session.execute(text("SELECT count(*) FROM resources"))
        writing = threading.Thread(
            target=lambda: [database.write(create(f"{n}", {"x": "y" * 65_000})) for n in range(200)]
        )
        writing.start()
        writing.join()

    database.read(write_much)
    assert log.stat().st_size > CHECKPOINT_BYTES
    for number in range(150):
        database.write(create(f"more-{number}", {"x": "y" * 65_000}))
    assert log.stat().st_size < CHECKPOINT_BYTES


def test_nobody_but_the_writer_checkpoints(database):
    def settings(session):
        return {
            name: session.driver.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "wal_autocheckpoint", "synchronous", "foreign_keys")
        }

    expected = {"journal_mode": "wal", "wal_autocheckpoint": 0, "synchronous": 2, "foreign_keys": 1}
    assert database.read(settings) == expected
    assert database.write(settings) == expected


def test_closing_finishes_what_waits_and_leaves_one_whole_file(url):
    database = open_database(url, vault=Vault(b"a secret of the tests only"))
    outcomes = []
    for number in range(200):
        database.submit(create(f"{number}"), lambda _result, error: outcomes.append(error))
    database.close()
    assert outcomes == [None] * 200
    assert not Path(f"{file_of(url)}-wal").exists()
    assert len(names(url)) == 200
