"""A destination that fails again and again is left in peace until it answers, then served slowly."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Final

UNKNOWN: Final = "unknown"
STABLE: Final = "stable"
UNSTABLE: Final = "unstable"
INACTIVE: Final = "inactive"

OPENS_AT: Final = 10
FAILING: Final = timedelta(seconds=30)
STEADY: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Circuit:
    """A destination's health; open while `liveness` is `inactive`.

    `failures` are those in a row. `slow_start` is how many may be in flight after it was open, and
    is empty once all may. `probe_at` is when it is looked at next: by the liveness probe or, where
    there is none, by one delivery.
    """

    failures: int
    liveness: str
    slow_start: int | None
    probe_at: datetime | None
    success_count: int
    failure_count: int


HEALTH: Final = tuple(one.name for one in fields(Circuit))
"""The columns of a destination that are its circuit, in its order."""


def attempted(
    circuit: Circuit, answers: Iterable[bool], *, now: datetime, most: int, probes: bool
) -> Circuit:
    """The health after deliveries were acknowledged or not, in their order; `most` is its limit."""
    for good in answers:
        circuit = _succeeded(circuit, most) if good else _failed(circuit, now, probes=probes)
    return circuit


def probed(circuit: Circuit, *, good: bool, now: datetime) -> Circuit:
    """The health after the liveness probe; it closes an open circuit half and never opens one."""
    if not good:
        liveness = INACTIVE if circuit.liveness == INACTIVE else UNSTABLE
        count = circuit.failure_count + 1
        return replace(circuit, liveness=liveness, probe_at=now + FAILING, failure_count=count)
    circuit = replace(circuit, success_count=circuit.success_count + 1)
    if circuit.liveness == INACTIVE:
        return replace(circuit, failures=0, liveness=UNSTABLE, slow_start=1, probe_at=now + FAILING)
    if circuit.failures or circuit.slow_start is not None:
        return replace(circuit, liveness=UNSTABLE, probe_at=now + FAILING)
    return replace(circuit, liveness=STABLE, probe_at=now + STEADY)


def in_flight(liveness: str, slow_start: int | None, most: int) -> int:
    """How many deliveries may be under way at once; an open circuit is tried with one."""
    return 1 if liveness == INACTIVE else min(slow_start or most, most)


def _succeeded(circuit: Circuit, most: int) -> Circuit:
    begun = 1 if circuit.liveness == INACTIVE else circuit.slow_start
    slow_start = begun * 2 if begun is not None and begun * 2 < most else None
    return replace(
        circuit,
        failures=0,
        liveness=STABLE,
        slow_start=slow_start,
        success_count=circuit.success_count + 1,
    )


def _failed(circuit: Circuit, now: datetime, *, probes: bool) -> Circuit:
    circuit = replace(
        circuit, failures=circuit.failures + 1, failure_count=circuit.failure_count + 1
    )
    closed = circuit.liveness != INACTIVE and circuit.slow_start != 1
    if closed and circuit.failures < OPENS_AT:
        soon = now + FAILING
        probe_at = min(circuit.probe_at or soon, soon) if probes else None
        slow_start = 1 if circuit.slow_start else None
        return replace(circuit, liveness=UNSTABLE, slow_start=slow_start, probe_at=probe_at)
    return replace(circuit, liveness=INACTIVE, slow_start=None, probe_at=now + FAILING)
