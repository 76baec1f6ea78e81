"""Metrics say what happened, in one process or in many."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conventions.observed import share_metrics

ROOT = Path(__file__).parents[3]

WORKER = """
import sys
sys.path.insert(0, "tests/conventions/observed")
from conftest import Observed
observed = Observed(in_flight=lambda: 2, uncounted=lambda: 5)
observed.call(took=0.5)
observed.observer.drain()
print(observed.observer.render().decode())
"""


def test_requests_are_counted_by_operation_and_class_of_status(observe):
    observed = observe()
    for status in (200, 201, 404, 503):
        observed.call(status=status)

    metrics = observed.metrics()

    assert metrics['charter_requests_total{operation="getThing",status="2xx"}'] == 2.0
    assert metrics['charter_requests_total{operation="getThing",status="4xx"}'] == 1.0
    assert metrics['charter_requests_total{operation="getThing",status="5xx"}'] == 1.0


def test_calls_that_lead_to_no_operation_are_counted_together(observe):
    observed = observe()
    observed.call(operation=None, tenant=None, status=404, error="not_found")

    assert observed.metrics()['charter_requests_total{operation="none",status="4xx"}'] == 1.0


@pytest.mark.parametrize(
    ("took", "bound"),
    [
        (0.00005, "0.0001"),
        (0.0001, "0.0001"),
        (0.00011, "0.0002"),
        (0.0128, "0.0128"),
        (99, "104.8576"),
    ],
)
def test_a_duration_is_in_its_bucket_and_in_none_below(observe, took, bound):
    observed = observe()
    observed.call(took=took)

    metrics = observed.metrics()
    buckets = [(name, n) for name, n in metrics.items() if "request_seconds_bucket" in name]

    assert next(name for name, number in buckets if number) == (
        f'charter_request_seconds_bucket{{le="{bound}",operation="getThing"}}'
    )
    assert metrics['charter_request_seconds_count{operation="getThing"}'] == 1.0
    assert metrics['charter_request_seconds_sum{operation="getThing"}'] == pytest.approx(took)


def test_a_duration_beyond_the_last_bound_is_counted(observe):
    observed = observe()
    observed.call(took=3600)

    metrics = observed.metrics()

    assert metrics['charter_request_seconds_bucket{le="104.8576",operation="getThing"}'] == 0.0
    assert metrics['charter_request_seconds_bucket{le="+Inf",operation="getThing"}'] == 1.0


def test_refusals_are_counted_by_code(observe):
    observed = observe()
    for code in ("overloaded", "overloaded", "rate_limited"):
        observed.call(status=429, error=code)

    metrics = observed.metrics()

    assert metrics['charter_refused_total{reason="overloaded"}'] == 2.0
    assert metrics['charter_refused_total{reason="rate_limited"}'] == 1.0


def test_the_state_of_gate_and_counters_is_shown(observe):
    state = {"in_flight": 3, "uncounted": 7}
    observed = observe(in_flight=lambda: state["in_flight"], uncounted=lambda: state["uncounted"])
    observed.metrics()
    state.update(in_flight=1, uncounted=9)

    metrics = observed.metrics()

    assert metrics["charter_requests_in_flight"] == 1.0
    assert metrics["charter_counters_failed_total"] == 9.0


def test_numbers_only_grow_from_one_reading_to_the_next(observe):
    observed = observe()
    observed.call()
    observed.metrics()
    observed.call()

    name = 'charter_requests_total{operation="getThing",status="2xx"}'

    assert observed.metrics()[name] == 2.0


def test_any_worker_tells_the_numbers_of_all(tmp_path):
    prepare = "from conventions.observed import share_metrics; from pathlib import Path\n"
    prepare += f"share_metrics(Path({str(tmp_path)!r}))\n"
    prepare += "import subprocess, sys; [print(subprocess.run([sys.executable, '-c', sys.argv[1]],"
    prepare += " check=True, capture_output=True, text=True).stdout, '---') for _ in range(2)]"

    run = subprocess.run(
        [sys.executable, "-c", prepare, WORKER],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    last = run.stdout.split("---")[1].splitlines()

    assert 'charter_requests_total{operation="getThing",status="2xx"} 2.0' in last
    assert 'charter_request_seconds_sum{operation="getThing"} 1.0' in last
    assert "charter_counters_failed_total 10.0" in last
    assert "charter_requests_in_flight 4.0" in last


def test_a_new_start_forgets_the_numbers_of_the_last(tmp_path, monkeypatch):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    (tmp_path / "counter_1.db").write_bytes(b"")

    share_metrics(tmp_path)

    assert list(tmp_path.iterdir()) == []
