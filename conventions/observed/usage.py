"""What each key did with each operation since it was last asked for, in bounded room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from contract import histogram

ERROR: Final = 400


class Usage(NamedTuple):
    """Calls of one key to one operation; `latencies` is a trimmed `contract.histogram`."""

    tenant: str
    key_id: str
    operation: str
    calls: int
    errors: int
    latencies: list[int]


class Tally:
    """The same while it is being counted."""

    __slots__ = ("calls", "errors", "latencies")

    def __init__(self) -> None:
        self.calls = 0
        self.errors = 0
        self.latencies = histogram.empty()


class Ledger:
    """Tallies by tenant, key and operation; not safe for threads, its owner locks.

    `wake` is called once when it is half full, so that somebody takes the tallies out in time. What
    comes for a new key when it is full is lost, and counted in `dropped`.
    """

    def __init__(self, *, bound: int, wake: Callable[[], None]) -> None:
        self.dropped = 0
        self._bound = bound
        self._wake = wake
        self._tallies: dict[tuple[str, str, str], Tally] = {}

    def count(self, tenant: str, key_id: str, operation: str, status: int, place: int) -> None:
        """Count one call whose duration belongs to this place of the histogram."""
        tally = self._tallies.get((tenant, key_id, operation)) or self._new(
            (tenant, key_id, operation)
        )
        if tally is None:
            self.dropped += 1
            return
        tally.calls += 1
        if status >= ERROR:
            tally.errors += 1
        tally.latencies[place] += 1

    def drain(self) -> dict[tuple[str, str, str], Tally]:
        """Take everything out."""
        taken, self._tallies = self._tallies, {}
        return taken

    def restore(self, rows: Iterable[Usage]) -> None:
        """Count again what was taken out and could not be kept."""
        for row in rows:
            tally = self._tallies.get(row[:3]) or self._new(row[:3])
            if tally is None:
                self.dropped += row.calls
                continue
            tally.calls += row.calls
            tally.errors += row.errors
            tally.latencies = histogram.merged(tally.latencies, row.latencies)

    def _new(self, name: tuple[str, str, str]) -> Tally | None:
        if len(self._tallies) >= self._bound:
            return None
        if len(self._tallies) == self._bound // 2:
            self._wake()
        tally = self._tallies[name] = Tally()
        return tally


def rows(taken: dict[tuple[str, str, str], Tally]) -> list[Usage]:
    """What was taken out of a ledger, for keeping."""
    return [
        Usage(*name, tally.calls, tally.errors, histogram.trimmed(tally.latencies))
        for name, tally in taken.items()
    ]
