"""Choose where to count: in this process, on this machine, or across machines."""

from __future__ import annotations

from pathlib import Path

from conventions.counters.count import Counters
from conventions.counters.memory import MemoryCounters
from conventions.counters.shared import SharedCounters
from conventions.counters.valkey import ValkeyCounters

SCHEMES = ("valkey://", "valkeys://", "redis://", "rediss://", "unix://")


def open_counters(url: str | None, home: Path, workers: int) -> Counters:
    """Open the counters of one worker process; raises `ValueError` for a URL that names none.

    Without a URL, several workers share a file in `home`, and one worker counts in its memory.
    """
    if url:
        if not url.startswith(SCHEMES):
            raise ValueError(f"CHARTER_COUNTERS_URL must begin with one of {', '.join(SCHEMES)}")
        try:
            return ValkeyCounters(url)
        except ValueError as error:
            raise ValueError(f"CHARTER_COUNTERS_URL is not a URL: {error}") from error
    if workers > 1:
        return SharedCounters(home / "counters")
    return MemoryCounters()
