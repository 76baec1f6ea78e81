"""Chores are done in their time, each for itself, and the last ones on the way out."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models.idempotency import IdempotencyKey
from server.housekeeping import Housekeeper

RESOURCES = "/registry/v1/resources"


@pytest.fixture
def alice(fresh):
    return fresh.caller("alice")


def keys_kept(cast):
    """How many idempotency keys there are."""
    return cast.server.database.read(
        lambda session: session.scalar(select(func.count()).select_from(IdempotencyKey))
    )


def written(alice, number=1, **headers):
    for at in range(number):
        body = {"kind": "a", "name": f"b{at}"}
        alice.post(RESOURCES, json=body, headers={"idempotency-key": f"k{at}"} | headers)


def usage(alice):
    return alice.get("/platform/v1/usage", query={"limit": 100}).json()["items"]


def test_a_round_writes_usage_and_last_uses_down(fresh, alice):
    alice.get("/platform/v1/organization")
    before = usage(alice)
    fresh.server.chores.round()
    assert before == []
    assert {row["operation"]: row["calls"] for row in usage(alice)} == {
        "getOrganization": 1,
        "listUsage": 1,
    }


def test_what_was_written_down_is_not_counted_again(fresh, alice):
    alice.get("/platform/v1/organization")
    for _ in range(3):
        fresh.server.chores.round()
    assert [row["calls"] for row in usage(alice)] == [1]


def test_usage_that_could_not_be_written_is_kept_for_the_next_round(fresh, alice):
    alice.get("/platform/v1/organization")
    full = replace(fresh.server.chores, database=Full())
    with pytest.raises(OSError, match="disk"):
        full.write_usage()
    fresh.server.chores.write_usage()
    assert [row["calls"] for row in usage(alice)] == [1]


class Full:
    """A database on a disk without room."""

    def write(self, _work):
        raise OSError("no room on the disk")

    read = write


def test_a_chore_that_fails_does_not_stop_the_others(fresh, alice):
    def mail():
        raise ConnectionError("no mail server")

    alice.get("/platform/v1/organization")
    chores = replace(fresh.server.chores, mail=mail)
    chores.round()
    assert [row["calls"] for row in usage(alice)] == [1]


def test_a_failing_database_does_not_keep_mail_from_being_tried(fresh, alice):
    tried = []
    alice.get("/platform/v1/organization")
    replace(fresh.server.chores, database=Full(), mail=lambda: tried.append(1)).round()
    assert tried == [1]


def test_idempotency_keys_go_when_their_time_is_over(fresh, alice):
    written(alice)
    fresh.clock.advance(hours=23, minutes=59)
    fresh.server.chores.sweep()
    within = keys_kept(fresh)
    fresh.clock.advance(minutes=2)
    fresh.server.chores.sweep()
    assert (within, keys_kept(fresh)) == (1, 0)


def test_a_sweep_takes_everything_however_much_it_is(fresh, alice):
    written(alice, 25)
    fresh.clock.advance(days=2)
    chores = fresh.server.chores
    taken = []

    class Counting:
        read = chores.database.read

        def write(self, work):
            taken.append(chores.database.write(work))
            return taken[-1]

    replace(chores, database=Counting()).sweep()
    assert keys_kept(fresh) == 0
    assert sum(taken) == 25
    assert taken[-1] == 0


def test_the_sweep_goes_round_every_organization(fresh, alice):
    written(alice)
    written(fresh.caller("charlie"))
    fresh.clock.advance(days=2)
    fresh.server.chores.sweep()
    assert keys_kept(fresh) == 0


def test_what_has_become_due_is_done_for_every_organization_until_nothing_is_left(fresh):
    left = dict.fromkeys(fresh.tenants.values(), 3)

    def settle(_session, tenant):
        done = min(left[tenant], 2)
        left[tenant] -= done
        return done

    replace(fresh.server.chores, due=(settle,)).sweep()
    assert set(left.values()) == {0}


def test_what_belongs_to_nothing_is_removed_until_nothing_is_left(fresh):
    left = [3]

    def drop(_session):
        done = min(left[0], 2)
        left[0] -= done
        return done

    replace(fresh.server.chores, loose=(drop,)).sweep()
    assert left == [0]


def test_records_are_kept_as_long_as_is_said(fresh):
    asked = []

    def sweep(_session, tenant, before):
        asked.append((tenant, before))
        return 0

    kept = ((sweep, timedelta(days=30)), (sweep, timedelta(0)))
    replace(fresh.server.chores, kept=kept).sweep()
    assert {tenant for tenant, _ in asked} == set(fresh.tenants.values())
    first, second = [before for tenant, before in asked if tenant == fresh.tenants["alice"]]
    assert second - first == timedelta(days=30)


def test_what_is_due_and_fails_in_one_organization_is_done_in_the_others(fresh):
    done = []

    def settle(_session, tenant):
        if tenant == fresh.tenants["alice"]:
            raise LookupError("its data is out of order")
        done.append(tenant)
        return 0

    replace(fresh.server.chores, due=(settle,)).sweep()
    assert done == [fresh.tenants["charlie"]]


def test_a_folder_whose_rows_cannot_be_read_does_not_keep_others_from_being_tidied(fresh):
    kept = fresh.home / "files" / "kept" / fresh.tenants["alice"]
    for name in ("broken", "whole"):
        (kept / name).mkdir(parents=True)
        (kept / name / "orphan").touch()
        os.utime(kept / name / "orphan", (0, 0))

    def broken(_session, _tenant):
        raise LookupError("its rows are out of order")

    folders = {"broken": broken, "whole": lambda _session, _tenant: ()}
    replace(fresh.server.chores, folders=folders).tidy()

    assert [path.parent.name for path in kept.glob("*/*")] == ["broken"]


class Watched:
    """Chores that say when they were done."""

    def __init__(self, clock):
        self.clock = clock
        self.rounds = self.sweeps = self.tidied = 0
        self.second = threading.Event()

    def round(self):
        self.rounds += 1
        if self.rounds == 2:
            self.second.set()

    def sweep(self):
        self.sweeps += 1

    def tidy(self):
        self.tidied += 1


def test_rounds_go_on_until_the_stop(fresh):
    chores = Watched(fresh.clock)
    housekeeper = Housekeeper(chores, every=0.001)
    housekeeper.start()
    assert chores.second.wait(30)
    housekeeper.stop()
    done = chores.rounds
    assert done >= 3
    assert not housekeeper._thread.is_alive()


def test_while_time_stands_still_there_is_one_sweep(fresh):
    chores = Watched(fresh.clock)
    housekeeper = Housekeeper(chores, every=0.001)
    housekeeper.start()
    assert chores.second.wait(30)
    housekeeper.stop()
    assert (chores.sweeps, chores.tidied) == (1, 1)


def test_a_stop_before_the_first_round_still_does_one(fresh):
    chores = Watched(fresh.clock)
    housekeeper = Housekeeper(chores, every=86_400)
    housekeeper.start()
    housekeeper.stop()
    assert (chores.rounds, chores.sweeps, chores.tidied) == (1, 0, 0)


def test_files_are_looked_through_once_a_day_and_records_every_ten_minutes(fresh):
    chores = Watched(fresh.clock)
    chores.round = lambda: fresh.clock.advance(minutes=10)
    hours = threading.Event()

    def sweep():
        chores.sweeps += 1
        if chores.sweeps == 200:  # of ten minutes each: a day and nine hours
            hours.set()

    chores.sweep = sweep
    housekeeper = Housekeeper(chores, every=0.0001)
    housekeeper.start()
    assert hours.wait(30)
    housekeeper.stop()
    assert chores.tidied == 2
