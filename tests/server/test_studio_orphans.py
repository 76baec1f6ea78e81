"""A file whose process died before its row was there is removed, and no file that a row names ever is."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from calls import each, good, takes_file
from gym import CUSTOMERS, PDF, done, file_part, lying, path_of, person, send

from server.settings import ROOT

DYING = importlib.util.find_spec("dying").origin
LOST = b"%PDF-1.7 the file of a process that was killed"


def put(staff, customer, content=PDF):
    path = f"{CUSTOMERS}/{customer}/documents"
    return done(send(staff, "POST", path, file_part("file", content)))


def age(cast, content=None, **span):
    """As if all files, or those of this content, had come so long ago, by the clock of the tests."""
    then = (cast.clock.now - timedelta(**span)).timestamp()
    for folder in ("kept", "incoming") if content is None else ("kept",):
        for path in (cast.home / "files" / folder).rglob("*"):
            if path.is_file() and content in (None, path.read_bytes()):
                os.utime(path, (then, then))


@pytest.fixture
def killed(fresh):
    """A studio with a customer, for whom a process put a file and was killed before the commit."""
    staff = fresh.caller("alice")
    customer = person(staff)
    files = fresh.home / "files"
    (files / "incoming" / "upload-of-the-killed").write_bytes(LOST)
    words = (
        f"sqlite:///{fresh.home}/charter.db",
        files,
        fresh.tenants["alice"],
        customer,
        files / "incoming" / "upload-of-the-killed",
    )
    done = subprocess.run(
        [sys.executable, DYING, *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    return staff, customer


def test_what_a_killed_process_put_goes_and_everything_else_stays(fresh, killed):
    staff, customer = killed
    made = put(staff, customer)
    assert sorted(lying(fresh, "kept")) == sorted([LOST, PDF])
    age(fresh, hours=25)

    fresh.server.chores.tidy()

    assert (lying(fresh, "kept"), lying(fresh, "incoming")) == ([PDF], [])
    listed = done(staff.get(f"{CUSTOMERS}/{customer}/documents"))["result"]
    assert [one["id"] for one in listed] == [made["id"]]
    assert fresh.client.get(path_of(listed[0]["documentUrl"])).body == PDF


@pytest.mark.usefixtures("killed")
def test_what_may_still_be_committed_stays(fresh):
    age(fresh, hours=23)

    fresh.server.chores.tidy()

    assert (lying(fresh, "kept"), lying(fresh, "incoming")) == ([LOST], [LOST])


def test_a_file_outside_of_the_folders_that_are_swept_stays(fresh):
    other = fresh.home / "files" / "kept" / fresh.tenants["alice"] / "other" / "file"
    other.parent.mkdir(parents=True)
    other.write_bytes(PDF)
    age(fresh, days=400)

    fresh.server.chores.tidy()

    assert other.read_bytes() == PDF


@each(takes_file)
def test_what_an_operation_has_kept_is_never_removed(operation, cast, alice):
    before = len(lying(cast, "kept"))
    answer = good(operation, alice).by(alice)
    kept = sorted(lying(cast, "kept"))
    assert (answer.status, len(kept)) == (200, before + 1)
    age(cast, days=400)

    cast.server.chores.tidy()

    assert sorted(lying(cast, "kept")) == kept


def test_files_that_come_while_others_are_swept_stay(fresh):
    fresh.clock.now = datetime.now(UTC)  # what is put now is young
    staff = fresh.caller("alice")
    customer = person(staff)
    finished = threading.Event()
    rounds = []

    def sweep():
        while not finished.is_set():
            fresh.server.chores.tidy()
            rounds.append(1)

    def hand_in(number):
        content = PDF + b"%d" % number
        id = put(staff, customer, content)["id"]
        age(fresh, content, days=2)
        return id

    with ThreadPoolExecutor(5) as threads:
        sweeping = threads.submit(sweep)
        made = list(threads.map(hand_in, range(40)))
        finished.set()
        sweeping.result()

    fresh.server.chores.tidy()
    path = f"{CUSTOMERS}/{customer}/documents"
    links = [path_of(done(staff.get(f"{path}/{id}"))["documentUrl"]) for id in made]
    assert [fresh.client.get(link).body for link in links] == [
        PDF + b"%d" % number for number in range(40)
    ]
    assert rounds
