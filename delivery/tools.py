"""What every part of a worker works with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from delivery.answer import Answer
from delivery.content import Bodies
from delivery.meters import Meters
from delivery.pace import Paces
from delivery.rate import Rates
from delivery.send import Call
from delivery.settling import Settling
from delivery.slots import Slots
from delivery.units import Units

Send = Callable[[Call], Awaitable[Answer]]


@dataclass(frozen=True)
class Tools:
    """Made once for a worker. `chance` gives numbers from 0 to 1; `lease` is how long a lane is held."""

    units: Units
    settling: Settling
    send: Send
    bodies: Bodies
    clock: Callable[[], datetime]
    chance: Callable[[], float]
    lease: timedelta
    slots: Slots
    meters: Meters
    paces: Paces = field(default_factory=Paces)
    rates: Rates = field(default_factory=Rates)
