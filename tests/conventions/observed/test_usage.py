"""Usage is counted by key and operation, and none of it is lost on the way to its table."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from contract import histogram


def test_calls_are_counted_by_tenant_key_and_operation(observe):
    observed = observe()
    for _ in range(3):
        observed.call()
    observed.call(key="k2")
    observed.call(tenant="t2")
    observed.call(operation="listThings")

    drained = {row[:3]: row.calls for row in observed.observer.drain()}

    assert drained == {
        ("t1", "k1", "getThing"): 3,
        ("t1", "k2", "getThing"): 1,
        ("t2", "k1", "getThing"): 1,
        ("t1", "k1", "listThings"): 1,
    }


@pytest.mark.parametrize(
    ("status", "errors"), [(200, 0), (304, 0), (400, 1), (404, 1), (429, 1), (500, 1), (503, 1)]
)
def test_answers_from_400_on_are_errors(observe, status, errors):
    observed = observe()
    observed.call(status=status)

    (row,) = observed.observer.drain()

    assert (row.calls, row.errors) == (1, errors)


def test_latencies_give_percentiles(observe):
    observed = observe()
    for hundredth in range(1, 101):
        observed.call(took=hundredth / 100)

    (row,) = observed.observer.drain()

    assert histogram.percentile(row.latencies, 0.5) == pytest.approx(0.5, rel=0.19)
    assert histogram.percentile(row.latencies, 0.99) == pytest.approx(0.99, rel=0.19)


def test_what_was_drained_is_not_drained_again(observe):
    observed = observe()
    observed.call()
    observed.observer.drain()

    assert observed.observer.drain() == []


def test_what_could_not_be_kept_is_drained_with_the_next(observe):
    observed = observe()
    observed.call(status=500, took=0.001)
    drained = observed.observer.drain()
    observed.call(took=10)

    observed.observer.restore(drained)
    (row,) = observed.observer.drain()

    assert (row.calls, row.errors, sum(row.latencies)) == (2, 1, 2)


def test_latencies_restored_can_still_be_counted(observe):
    observed = observe()
    observed.call(took=0.001)
    observed.observer.restore(observed.observer.drain())
    observed.call(took=1000)

    (row,) = observed.observer.drain()

    assert len(row.latencies) == histogram.PLACES


def test_calls_of_unknown_callers_are_nobodys_usage(observe):
    observed = observe()
    observed.call(tenant=None, status=401, error="unauthenticated")

    assert observed.observer.drain() == []


def test_entries_are_bounded_and_what_is_lost_is_told(observe):
    observed = observe(bound=10)
    for number in range(12):
        observed.call(key=f"k{number}")
    observed.call(key="k0")

    assert observed.metrics()["charter_usage_dropped_total"] == 2.0
    drained = {row.key_id: row.calls for row in observed.observer.drain()}
    assert len(drained) == 10
    assert drained["k0"] == 2


def test_someone_is_woken_once_before_the_room_ends(observe):
    woken = []
    observed = observe(bound=10, wake=lambda: woken.append(1))
    for number in range(5):
        observed.call(key=f"k{number}")
    assert woken == []

    for number in range(5, 12):
        observed.call(key=f"k{number}")

    assert woken == [1]


def test_no_call_of_many_threads_is_lost_while_draining(observe):
    observed = observe()
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(lambda: [observed.call() for _ in range(2000)]) for _ in range(4)]
        drained = 0
        while not all(job.done() for job in jobs):
            drained += sum(row.calls for row in observed.observer.drain())
    drained += sum(row.calls for row in observed.observer.drain())

    assert drained == 8000
    counted = observed.metrics()['charter_requests_total{operation="getThing",status="2xx"}']
    assert counted == 8000.0
