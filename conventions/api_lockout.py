"""Lock whoever sends wrong keys out of one API: by address and key together, and longer each time.

Unlike under the general budgets (`conventions.lockout`), a pair that is locked waits even with a valid key. The key
alone is never locked, since then anyone could lock its owner out. What is tried during a lock is not looked at, and so
does not make it longer.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Protocol

from contract.errors import LockedOut
from conventions.lockout import LONGEST, network

if TYPE_CHECKING:
    from contract.facts import Api
    from contract.rules import Lockout as Rule
    from conventions.lockout import Lockout


class Guard(Protocol):
    """What a door asks of whoever guards it; see `conventions.lockout.Lockout`."""

    def check(self, address: str, key_id: str | None, now: float) -> None: ...

    def failed(self, address: str, key_id: str | None, now: float) -> None: ...

    def succeeded(self, address: str, key_id: str, now: float) -> None: ...


def bind(api: Api, general: Lockout) -> Guard:
    """Who guards one API: the general guard, or by the rule `lockout` one of its own before it."""
    rule = api.rules.lockout
    return general if rule is None else ApiLockout(rule, api.name, general)


def lengths(rule: Rule) -> tuple[int, ...]:
    """The seconds of the first lock, of the second, and so on; the last is that of all that follow."""
    found = [min(rule.locked, rule.longest)]
    while found[-1] < rule.longest:
        found.append(min(2 * found[-1], rule.longest))
    return tuple(found)


class ApiLockout:
    """Stands before the general guard for one API, and asks it only about addresses.

    A credential without a key id is a key id of its own: it is locked, and locks nobody else.
    """

    def __init__(self, rule: Rule, api: str, general: Lockout) -> None:
        self._rule, self._api = rule, api
        self._general, self._counters = general, general.counters
        self._lengths = lengths(rule)

    def check(self, address: str, key_id: str | None, now: float) -> None:
        """Raise `LockedOut` while the pair is locked, or the general guard's refusal of the address."""
        peek, longest = self._counters.peek, self._rule.longest
        if peek(self._key("locked", address, key_id), per=longest, now=now):
            for length in reversed(self._lengths):
                if peek(self._key(f"lock{length}", address, key_id), per=length, now=now):
                    raise LockedOut(retry_after=length)
        self._general.check_address(address, key_id, now)

    def failed(self, address: str, key_id: str | None, now: float) -> None:
        """Count a wrong key; lock the pair when it was one too many."""
        self._general.failed(address, key_id, now, of_pair=False)
        key = self._key("failed", address, key_id)
        if self._counters.add(key, per=self._rule.per, now=now) >= self._rule.failures:
            self._lock(address, key_id, now)

    def succeeded(self, address: str, key_id: str, now: float) -> None:
        """Exempt the pair from what its address may bring on itself; a lock of its own stays."""
        self._general.succeeded(address, key_id, now)

    def _lock(self, address: str, key_id: str | None, now: float) -> None:
        """Mark the lock, and for some time after its end that there was one of this length.

        Marks end with a second: they count from the beginning of this one, so that waiting as long as told is enough.
        """
        now = floor(now)
        counters, longest = self._counters, self._rule.longest
        for length in self._lengths:
            known = self._key(f"after{length}", address, key_id)
            again = counters.peek(known, per=length + longest, now=now)
            counters.mark(known, per=length + longest, now=now)
            if not again or length == longest:
                break
        counters.mark(self._key(f"lock{length}", address, key_id), per=length, now=now)
        counters.mark(self._key("locked", address, key_id), per=longest, now=now)

    def _key(self, use: str, address: str, key_id: str | None) -> bytes:
        pair = f"{network(address)} {(key_id or '')[:LONGEST]}"
        return f"lockout:{self._api}:{use}:{pair}".encode()
