"""Exact counts of all processes of one machine, in a file of fixed size that they all map.

The file is an array of slots of three 64-bit words: two of the key's digest, and the state, which
holds end and count together. Every word is written by one store and the state of a new slot is
written last, so a process killed anywhere leaves a slot that is right, or free.
"""

from __future__ import annotations

import mmap
import os
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from typing import Final
from weakref import WeakSet

from conventions.counters import window as rule
from conventions.counters.count import Count, Window
from conventions.counters.stripe import Stripe

WORDS: Final = 3
STATE: Final = 2
COUNT_BITS: Final = 24
COUNT_MASK: Final = (1 << COUNT_BITS) - 1
PROBES: Final = 16

_halves = Struct("=qq").unpack


class SharedCounters:
    """Counts in a mapped file under `folder`; a key lives in one of 16 neighbouring slots.

    When all of them hold live counts of others, the one that ends first makes room. Two keys are
    never taken for one: 128 bits of their digests are compared.
    """

    blocking = False

    def __init__(self, folder: Path, *, slots: int = 1 << 18, stripes: int = 16) -> None:
        self.failed = 0
        self.evicted = 0
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._region = slots // stripes
        self._map = _mapped(folder / f"slots-{stripes}x{self._region}", slots * WORDS * 8)
        self._words = memoryview(self._map).cast("q")
        self._stripes = self._open_stripes(stripes)
        _open.add(self)

    def hit(
        self, key: bytes, *, budget: int, per: int, now: float, window: Window = "fixed"
    ) -> Count:
        one, other, stripe = self._locate(key)
        with stripe:
            at, end, count = self._slot(one, other, now)
            allowed, end, count = rule.hit(end, count, per, now, budget=budget, window=window)
            self._words[at] = end << COUNT_BITS | count
        return rule.told(end, count, now, budget, allowed=allowed)

    def add(self, key: bytes, *, per: int, now: float) -> int:
        one, other, stripe = self._locate(key)
        with stripe:
            at, end, count = self._slot(one, other, now)
            end, count = rule.add(end, count, per, now)
            self._words[at] = end << COUNT_BITS | count
        return count

    def peek(self, key: bytes, *, per: int, now: float) -> int:
        one, other, stripe = self._locate(key)
        with stripe:
            at = self._find(one, other)
            state = 0 if at is None else self._words[at]
        return state & COUNT_MASK if rule.is_live(state >> COUNT_BITS, per, now) else 0

    def mark(self, key: bytes, *, per: int, now: float) -> None:
        one, other, stripe = self._locate(key)
        with stripe:
            at, _, _ = self._slot(one, other, now)
            end, count = rule.mark(per, now)
            self._words[at] = end << COUNT_BITS | count

    def close(self) -> None:
        _open.discard(self)
        self._words.release()
        self._map.close()
        for stripe in self._stripes:
            stripe.close()

    def reopen(self) -> None:
        """Take locks of one's own: a forked child shares its parent's until then."""
        for stripe in self._stripes:
            stripe.close()
        self._stripes = self._open_stripes(len(self._stripes))

    def _open_stripes(self, number: int) -> list[Stripe]:
        return [Stripe(self._folder / f"{each}.lock") for each in range(number)]

    def _locate(self, key: bytes) -> tuple[int, int, Stripe]:
        one, other = _halves(blake2b(key, digest_size=16).digest())
        return one, other, self._stripes[one % len(self._stripes)]

    def _first(self, one: int, other: int) -> int:
        region = one % len(self._stripes) * self._region
        return (region + other % (self._region - PROBES + 1)) * WORDS

    def _find(self, one: int, other: int) -> int | None:
        """Where the key's state is."""
        first = self._first(one, other)
        words = self._words[first : first + PROBES * WORDS].tolist()
        for at in range(0, len(words), WORDS):
            if words[at] == one and words[at + 1] == other:
                return first + at + STATE
        return None

    def _slot(self, one: int, other: int, now: float) -> tuple[int, int, int]:
        """Where the key's state is, and its end and count; the key takes a slot if it has none."""
        first = self._first(one, other)
        words = self._words
        if words[first] == one and words[first + 1] == other:
            at: int | None = first + STATE
        else:
            at = self._find(one, other)
        if at is None:
            return self._take(one, other, now), 0, 0
        state = words[at]
        return at, state >> COUNT_BITS, state & COUNT_MASK

    def _take(self, one: int, other: int, now: float) -> int:
        first, words = self._first(one, other), self._words
        states = range(first + STATE, first + PROBES * WORDS, WORDS)
        at = min(states, key=words.__getitem__)  # the one that ends first; those over come before
        if words[at] >> COUNT_BITS > now:
            self.evicted += 1
        words[at] = 0
        words[at - 2], words[at - 1] = one, other
        return at


def _mapped(path: Path, size: int) -> mmap.mmap:
    """Map a file whose blocks all exist: writing to a hole of a full disk kills the process."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.posix_fallocate(file, 0, size)
        return mmap.mmap(file, size)
    finally:
        os.close(file)


_open: WeakSet[SharedCounters] = WeakSet()


def _reopen_all() -> None:
    for counters in _open:
        counters.reopen()


os.register_at_fork(after_in_child=_reopen_all)
