"""Slow down whoever guesses keys, without ever locking out somebody else.

Failures are counted for the pair of address and key id, and for the address over all ids; never
for a key or an organization alone, since then anyone could lock their owner out. A pair that
recently succeeded is exempt: behind one address there may be a guesser and an honest caller.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from threading import Lock
from typing import Final, Protocol

from contract.errors import LockedOut, TooManyFailures

LONGEST: Final = 64
"""Characters of an address or a key id that are looked at: both come from outside."""

KNOWN_PAIRS: Final = 20_000


class Failures(Protocol):
    """What is asked of the counters; see `conventions.counters.Counters`."""

    def add(self, key: bytes, *, per: int, now: float) -> int: ...

    def peek(self, key: bytes, *, per: int, now: float) -> int: ...

    def mark(self, key: bytes, *, per: int, now: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Budgets:
    """Failures that are borne in `per` seconds, and the seconds for which a success exempts."""

    pair: int = 10
    address: int = 100
    per: int = 300
    exempt: int = 900


class Lockout:
    """Decides before a key is looked up, and hears afterwards whether it was right.

    `address` is the caller's IP address as text and `now` the unix time; any thread may ask. A `key_id` of `None`, for
    credentials without one, counts for the address only.
    """

    def __init__(self, counters: Failures, budgets: Budgets | None = None) -> None:
        self.counters = counters
        self._budgets = budgets or Budgets()
        self._good_until: dict[tuple[str, str | None], float] = {}
        self._lock = Lock()

    def check(self, address: str, key_id: str | None, now: float) -> None:
        """Raise `LockedOut` for the pair or `TooManyFailures` for the address; or let pass."""
        good_until = self._good_until.get((address, key_id))
        if good_until is None or good_until <= now:
            self._check(network(address), key_id, now)

    def check_address(self, address: str, key_id: str | None, now: float) -> None:
        """Raise `TooManyFailures` for the address; its pairs are somebody else's to judge."""
        good_until = self._good_until.get((address, key_id))
        if good_until is None or good_until <= now:
            self._check(network(address), key_id, now, of_pair=False)

    def failed(self, address: str, key_id: str | None, now: float, *, of_pair: bool = True) -> None:
        """Count a wrong key, for the pair only where that is not judged by somebody else."""
        where, per = network(address), self._budgets.per
        self.counters.add(_of_address(where), per=per, now=now)
        if key_id is not None and of_pair:
            self.counters.add(_of_pair(b"pair", where, key_id), per=per, now=now)

    def succeeded(self, address: str, key_id: str, now: float) -> None:
        """Exempt the pair from now on; every process hears of it."""
        good_until = self._good_until.get((address, key_id), 0.0)
        exempt = self._budgets.exempt
        if good_until > now + exempt / 2:
            return
        self.counters.mark(_of_pair(b"good", network(address), key_id), per=exempt, now=now)
        self._remember(address, key_id, now + exempt)

    def _check(self, where: str, key_id: str | None, now: float, *, of_pair: bool = True) -> None:
        budgets, peek = self._budgets, self.counters.peek
        refusal: type[LockedOut | TooManyFailures]
        if (
            of_pair
            and key_id is not None
            and peek(_of_pair(b"pair", where, key_id), per=budgets.per, now=now) >= budgets.pair
        ):
            refusal = LockedOut
        elif peek(_of_address(where), per=budgets.per, now=now) >= budgets.address:
            refusal = TooManyFailures
        else:
            return
        if key_id is not None and self._is_good(where, key_id, now):
            return
        raise refusal(retry_after=max(1, ceil(budgets.per - now % budgets.per)))

    def _is_good(self, where: str, key_id: str, now: float) -> bool:
        key = _of_pair(b"good", where, key_id)
        return self.counters.peek(key, per=self._budgets.exempt, now=now) > 0

    def _remember(self, address: str, key_id: str, until: float) -> None:
        known = self._good_until
        with self._lock:
            known.pop((address, key_id), None)
            if len(known) >= KNOWN_PAIRS:
                del known[next(iter(known))]  # the one that succeeded longest ago
            known[address, key_id] = until


@lru_cache(maxsize=4096)
def network(address: str) -> str:
    """Whom an address stands for: itself in IPv4, its /64 in IPv6, where each site has 2**64."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:LONGEST]
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, 64), strict=False))


def _of_address(where: str) -> bytes:
    return f"lockout:address:{where}".encode()


def _of_pair(use: bytes, where: str, key_id: str) -> bytes:
    return b"lockout:%s:%s %s" % (use, where.encode(), key_id[:LONGEST].encode())
