import threading
from datetime import UTC, datetime, timedelta

import pytest

from contract import histogram
from models.paging import Page
from models.platform import usage
from models.platform.usage import Counted

HOUR = datetime(2026, 11, 22, 6, tzinfo=UTC)


def counted(tenant, *seconds, key_id="k", operation="getResource", at=HOUR, errors=0):
    durations = histogram.empty()
    for one in seconds:
        durations[histogram.place(one)] += 1
    return Counted(tenant, key_id, operation, at, len(seconds), errors, durations)


def add(who, *seconds, **more):
    row = counted(who.tenant, *seconds, **more)
    who.database.write(lambda session: usage.add(session, [row]))


def test_counts_of_one_hour_add_up(alice):
    add(alice, 0.001, at=HOUR + timedelta(minutes=1))
    add(alice, *[0.001] * 98, 1.0, errors=2, at=HOUR + timedelta(minutes=59))
    (item,) = alice.read(usage.page, Page(10)).items
    p50, p99 = item.pop("p50"), item.pop("p99")
    assert item == {
        "hour": "2026-11-22T06:00:00.000000Z",
        "keyId": "k",
        "operation": "getResource",
        "calls": 100,
        "errors": 2,
    }
    assert p50 == pytest.approx(1, rel=0.19)
    assert p99 == pytest.approx(1, rel=0.19)
    add(alice, *[1.0] * 10)
    assert alice.read(usage.page, Page(10)).items[0]["p99"] == pytest.approx(1000, rel=0.19)


def test_hours_are_listed_newest_first_and_filtered(alice, charlie):
    for number in range(3):
        add(alice, 0.1, at=HOUR + timedelta(hours=number))
    add(alice, 0.1, key_id="other")
    add(alice, 0.1, operation="createResource")
    add(charlie, 0.1)

    def listed(page=Page(10), **asked):  # noqa: B008 -- frozen
        found = alice.read(usage.page, page, **asked)
        return [
            (i["hour"][11:13], i["keyId"], i["operation"][:3]) for i in found.items
        ], found.total

    assert listed()[0][:2] == [("08", "k", "get"), ("07", "k", "get")]
    assert listed()[1] == 5
    assert listed(Page(1, offset=1)) == ([("07", "k", "get")], 5)
    assert listed(key_id="other") == ([("06", "other", "get")], 1)
    assert listed(operation="createResource") == ([("06", "k", "cre")], 1)
    assert listed(since=HOUR + timedelta(hours=2)) == ([("08", "k", "get")], 1)
    assert listed(until=HOUR + timedelta(hours=1))[1] == 3
    assert listed(key_id="\0") == ([], 0)


def test_calls_that_were_not_timed_have_no_percentiles(alice):
    row = Counted(alice.tenant, "k", "op", HOUR, 1, 1, [])
    alice.database.write(lambda session: usage.add(session, [row]))
    assert "p50" not in alice.read(usage.page, Page(10)).items[0]


def test_sweeping_removes_old_hours_of_one_organization(alice, charlie):
    for who in (alice, charlie):
        add(who, 0.1)
        add(who, 0.1, at=HOUR + timedelta(hours=1))
    assert alice.write(usage.sweep, HOUR + timedelta(hours=1)) == 1
    assert alice.read(usage.page, Page(10)).total == 1
    assert charlie.read(usage.page, Page(10)).total == 2


def test_counts_of_processes_at_once_all_arrive(alice, database):
    left = threading.Semaphore(0)
    errors = []

    def done(_result, error):
        errors.append(error)
        left.release()

    rows = [counted(alice.tenant, 0.1, operation=f"op{number}") for number in range(4)]
    for turn in range(16):
        database.submit(
            lambda s, turn=turn: usage.add(s, rows[turn % 4 :] + rows[: turn % 4]), done
        )
    for _ in range(16):
        left.acquire()
    assert set(errors) == {None}
    assert {item["calls"] for item in alice.read(usage.page, Page(10)).items} == {16}
