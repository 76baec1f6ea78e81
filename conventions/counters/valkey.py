"""Exact counts of many machines, in a Valkey or Redis; when it does not answer, calls pass.

Whoever asks for a limit must not be refused because the counting broke: such calls are let pass
and counted in `failed`.
"""

from __future__ import annotations

from hashlib import blake2b
from threading import Lock
from typing import Any, Final

import valkey
from valkey.exceptions import ValkeyError

from conventions.counters import window as rule
from conventions.counters.count import BLOCKED, Count, Window

PATIENCE: Final = 0.1
"""Seconds that a call may wait for the server."""

PAUSE: Final = 1.0
"""Seconds without further tries after a failure, so that a dead server costs one wait a second."""

ACT: Final = """
local act, budget, per, now = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local blocked = tonumber(ARGV[5])
local stop, count = string.match(redis.call('GET', KEYS[1]) or '', '^(%d+):(%d+)$')
stop, count = tonumber(stop or 0), tonumber(count or 0)
if not (now < stop and stop <= now + 3 * per) then
  stop, count = (math.floor(math.floor(now) / per) + 1) * per, 0
end
local allowed = 0
if act == 'peek' then
  return {0, stop, count}
elseif act == 'mark' then
  stop, count = math.ceil(now + per), 1
elseif act == 'add' then
  count = math.min(count + 1, blocked - 1)
elseif count < budget then
  allowed, count = 1, count + 1
elseif act == 'next' and count ~= blocked then
  stop, count = stop + per, blocked
end
redis.call('SET', KEYS[1], string.format('%.0f:%.0f', stop, count), 'EX', math.ceil(stop - now) + 1)
return {allowed, stop, count}
"""
"""`window.py` in the server's language: one call, one decision."""


class ValkeyCounters:
    """Counts under `charter:<digest>`, which the server forgets a second after their end."""

    blocking = True

    def __init__(self, url: str) -> None:
        self.failed = 0
        self.evicted = 0
        self._lock = Lock()
        self._silent_until = 0.0
        self._client = valkey.Valkey.from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
        )
        self._act = self._client.register_script(ACT)

    def hit(
        self, key: bytes, *, budget: int, per: int, now: float, window: Window = "fixed"
    ) -> Count:
        answer = self._ask(window, key, budget, per, now)
        if answer is None:
            return Count(True, budget, budget, rule.boundary(per, now), 0)
        allowed, end, count = answer
        return rule.told(end, count, now, budget, allowed=bool(allowed))

    def add(self, key: bytes, *, per: int, now: float) -> int:
        answer = self._ask("add", key, 0, per, now)
        return answer[2] if answer else 0

    def peek(self, key: bytes, *, per: int, now: float) -> int:
        answer = self._ask("peek", key, 0, per, now)
        return answer[2] if answer else 0

    def mark(self, key: bytes, *, per: int, now: float) -> None:
        self._ask("mark", key, 0, per, now)

    def close(self) -> None:
        self._client.close()  # type: ignore[no-untyped-call]  # valkey leaves it untyped

    def _ask(self, act: str, key: bytes, budget: int, per: int, now: float) -> list[int] | None:
        if now < self._silent_until <= now + PAUSE:
            self._fail(self._silent_until)
            return None
        name = b"charter:" + blake2b(key, digest_size=16).hexdigest().encode()
        try:
            answer: Any = self._act([name], [act, budget, per, repr(now), BLOCKED])
        except (ValkeyError, OSError):
            self._fail(now + PAUSE)
            return None
        found: list[int] = answer
        return found

    def _fail(self, silent_until: float) -> None:
        with self._lock:
            self.failed += 1
            self._silent_until = silent_until
