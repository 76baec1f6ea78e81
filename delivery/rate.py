"""No destination gets more in a second than it wants, whichever worker serves it."""

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final

_BURST: Final = timedelta(milliseconds=100)
_BOUND: Final = 10_000


class Rates:
    """When each destination may get its next delivery (the generic cell rate algorithm).

    What may come early is what a tenth of a second holds; for a destination that this worker does
    not know, or used so long ago that it forgot, nothing may: somebody else may just have sent.
    """

    def __init__(self) -> None:
        self._next: OrderedDict[str, datetime] = OrderedDict()

    def take(self, id: str, rate: int, now: datetime) -> datetime | None:
        """Take one delivery's place, or say when there will be one."""
        nominal = max(self._next.get(id, now + _BURST), now)
        if nominal - now > _BURST:
            return nominal - _BURST
        self._next[id] = nominal + timedelta(seconds=1) / rate
        self._next.move_to_end(id)
        if len(self._next) > _BOUND:
            self._next.popitem(last=False)
        return None
