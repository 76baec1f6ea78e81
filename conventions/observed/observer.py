"""Count every answered request once, for its caller's usage and for the operator's metrics."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock
from time import perf_counter
from typing import Final

from contract import histogram
from contract.facts import Contract
from contract.histogram import place
from conventions.exchange import Answer, Exchange
from conventions.observed.metrics import Metrics
from conventions.observed.usage import Ledger, Usage, rows

NO_OPERATION: Final = "none"
"""What calls to pages, and to paths that lead nowhere, are counted as."""


def _nothing() -> None:
    return


def _zero() -> int:
    return 0


class Series:
    """One operation's calls since they were last given to Prometheus."""

    __slots__ = ("places", "statuses", "total")

    def __init__(self) -> None:
        self.statuses = [0] * 6
        self.places = histogram.empty()
        self.total = 0.0


class Observer:
    """Cheap numbers at each request, the dear ones at each `drain` and `render`.

    Any thread may call. `in_flight` and `uncounted` are asked for the state of the gate and for the
    calls that the counters let pass; `wake` is called when `drain` should not wait for its time, and
    only says so to somebody else: it must not call back.
    """

    def __init__(
        self,
        contract: Contract,
        *,
        in_flight: Callable[[], int] = _zero,
        uncounted: Callable[[], int] = _zero,
        wake: Callable[[], None] = _nothing,
        bound: int = 10_000,
        timer: Callable[[], float] = perf_counter,
    ) -> None:
        self._metrics = Metrics()
        self._lock = Lock()
        self._timer = timer
        self._in_flight = in_flight
        self._uncounted = uncounted
        self._told = (0, 0)
        self._ledger = Ledger(bound=bound, wake=wake)
        self._refused: dict[str, int] = {}
        self._series = {name: Series() for name in (*contract.operations, NO_OPERATION)}

    def record(self, exchange: Exchange, operation_id: str | None, answer: Answer) -> None:
        """Count one answer, at the moment it is ready to be sent."""
        seconds = self._timer() - exchange.began
        name, status, at = operation_id or NO_OPERATION, answer.status, place(seconds)
        caller = exchange.caller
        with self._lock:
            series = self._series[name]
            series.statuses[status // 100] += 1
            series.places[at] += 1
            series.total += seconds
            if answer.error is not None:
                self._refused[answer.error] = self._refused.get(answer.error, 0) + 1
            if caller is not None:
                self._ledger.count(caller.tenant, caller.key_id, name, status, at)

    def drain(self) -> list[Usage]:
        """Take the usage since the last time; to be called every minute or so, in every worker.

        The metrics of this worker become visible to the others too.
        """
        self._publish()
        with self._lock:
            taken = self._ledger.drain()
        return rows(taken)

    def restore(self, usage: Iterable[Usage]) -> None:
        """Take back what was drained and could not be kept."""
        with self._lock:
            self._ledger.restore(usage)

    def render(self) -> bytes:
        """The metrics in Prometheus' text format."""
        self._publish()
        return self._metrics.render()

    def _publish(self) -> None:
        with self._lock:
            touched = {
                name: series for name, series in self._series.items() if any(series.statuses)
            }
            self._series |= {name: Series() for name in touched}
            refused, self._refused = self._refused, {}
            now = (self._uncounted(), self._ledger.dropped)
            before, self._told = self._told, now
        for name, series in touched.items():
            self._metrics.answered(name, series.statuses, series.places, series.total)
        for reason, number in refused.items():
            self._metrics.refused(reason, number)
        self._metrics.state(
            in_flight=self._in_flight(), uncounted=now[0] - before[0], dropped=now[1] - before[1]
        )
