"""Exact counts of one process, in room for a bounded number of keys."""

from __future__ import annotations

from collections import deque
from hashlib import blake2b
from threading import Lock

from conventions.counters import window as rule
from conventions.counters.count import Count, Window

LONGEST_KEY = 64
TOUCHED = 2
"""Old keys looked at for every new one: two keep the forgetting ahead of the growing."""
CANDIDATES = 8


class MemoryCounters:
    """Counts in a dictionary.

    Nothing ever scans all keys: every new key looks at the two that were looked at longest ago and
    forgets them if their time is over. At the bound, the one of eight that ends first makes room.
    """

    blocking = False

    def __init__(self, *, bound: int = 200_000) -> None:
        self.failed = 0
        self.evicted = 0
        self._bound = bound
        self._counts: dict[bytes, list[int]] = {}
        self._order: deque[bytes] = deque()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._counts)

    def hit(
        self, key: bytes, *, budget: int, per: int, now: float, window: Window = "fixed"
    ) -> Count:
        with self._lock:
            kept = self._counts.get(key) or self._slot(key, now)
            allowed, kept[0], kept[1] = rule.hit(
                kept[0], kept[1], per, now, budget=budget, window=window
            )
            return rule.told(kept[0], kept[1], now, budget, allowed=allowed)

    def add(self, key: bytes, *, per: int, now: float) -> int:
        with self._lock:
            kept = self._slot(key, now)
            kept[:] = rule.add(kept[0], kept[1], per, now)
            return kept[1]

    def peek(self, key: bytes, *, per: int, now: float) -> int:
        with self._lock:
            kept = self._counts.get(_bounded(key))
            return kept[1] if kept and rule.is_live(kept[0], per, now) else 0

    def mark(self, key: bytes, *, per: int, now: float) -> None:
        with self._lock:
            self._slot(key, now)[:] = rule.mark(per, now)

    def close(self) -> None:
        with self._lock:
            self._counts.clear()
            self._order.clear()

    def _slot(self, key: bytes, now: float) -> list[int]:
        key = _bounded(key)
        kept = self._counts.get(key)
        if kept is None:
            self._forget(now)
            kept = self._counts[key] = [0, 0]
            self._order.append(key)
        return kept

    def _forget(self, now: float) -> None:
        for _ in range(min(TOUCHED, len(self._order))):
            key = self._order.popleft()
            if self._counts[key][0] <= now:
                del self._counts[key]
            else:
                self._order.append(key)
        if len(self._counts) >= self._bound:
            self._evict()

    def _evict(self) -> None:
        looked_at = [self._order.popleft() for _ in range(min(CANDIDATES, len(self._order)))]
        victim = min(looked_at, key=self._counts.__getitem__)
        del self._counts[victim]
        self.evicted += 1
        self._order.extend(key for key in looked_at if key is not victim)


def _bounded(key: bytes) -> bytes:
    return key if len(key) <= LONGEST_KEY else blake2b(key, digest_size=LONGEST_KEY).digest()
