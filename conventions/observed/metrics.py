"""Prometheus metrics of this process, or of all workers of the server together.

Several workers share `PROMETHEUS_MULTIPROC_DIR`, into which each writes its own numbers; whichever
is asked adds them up.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
    values,
)
from prometheus_client.multiprocess import MultiProcessCollector

from contract.histogram import BOUNDS

SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
EVERY: Final = 4
"""Places of a `contract.histogram` in one bucket: Prometheus gets powers of two."""


def share_metrics(folder: Path) -> None:
    """Let all workers that start from now on write into `folder`; what earlier ones left goes."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*.db"):
        left.unlink()
    os.environ[SHARED] = str(folder)


class Batched(Histogram):
    """A histogram that takes many observations at once."""

    def add(self, counts: Sequence[int], total: float) -> None:
        """Add observations by bucket, `total` seconds altogether."""
        self._sum.inc(total)
        for bucket, count in zip(self._buckets, counts, strict=True):
            if count:
                bucket.inc(count)


class Metrics:
    """The named metrics; numbers come in batches, since each single one costs microseconds."""

    def __init__(self) -> None:
        self._shared = SHARED in os.environ
        # The library has chosen at its import; the variable may have been set since.
        values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]  # untyped there
        own = self._registry = CollectorRegistry()
        if not self._shared:
            ProcessCollector(registry=own)
        self._requests = Counter(
            "charter_requests",
            "Answered requests.",
            ["operation", "status"],
            registry=own,
        )
        self._seconds = Batched(
            "charter_request_seconds",
            "From the first byte in to the first byte out.",
            ["operation"],
            buckets=BOUNDS[::EVERY],
            registry=own,
        )
        self._refused = Counter("charter_refused", "Refusals by code.", ["reason"], registry=own)
        self._in_flight = Gauge(
            "charter_requests_in_flight",
            "Requests being worked on.",
            registry=own,
            multiprocess_mode="livesum",
        )
        self._uncounted = Counter(
            "charter_counters_failed",
            "Calls let pass because the counters did not answer.",
            registry=own,
        )
        self._dropped = Counter(
            "charter_usage_dropped", "Calls missing in the usage for want of room.", registry=own
        )

    def answered(
        self, operation: str, statuses: Sequence[int], places: Sequence[int], total: float
    ) -> None:
        """Add calls of one operation: by first digit of the status, and by `contract.histogram`."""
        for digit, number in enumerate(statuses):
            if number:
                self._requests.labels(operation, f"{digit}xx").inc(number)
        buckets = [
            places[0],
            *(sum(places[at : at + EVERY]) for at in range(1, len(places), EVERY)),
        ]
        self._seconds.labels(operation).add(buckets, total)

    def refused(self, reason: str, number: int) -> None:
        """Add refusals with one code."""
        self._refused.labels(reason).inc(number)

    def state(self, *, in_flight: int, uncounted: int, dropped: int) -> None:
        """How much is in flight now, and what went uncounted since the last time."""
        self._in_flight.set(in_flight)
        self._uncounted.inc(uncounted)
        self._dropped.inc(dropped)

    def render(self) -> bytes:
        """All of it in Prometheus' text format."""
        if not self._shared:
            return generate_latest(self._registry)
        everybody = CollectorRegistry()
        MultiProcessCollector(everybody)  # type: ignore[no-untyped-call]  # untyped there
        return generate_latest(everybody)
