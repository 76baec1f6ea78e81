"""Nothing is sent that could outlast the lease: somebody else would be sending by then."""

from datetime import timedelta
from typing import Final

from delivery.tools import Tools
from models.delivery import lane as lanes
from models.delivery.lane import Lane

MARGIN: Final = timedelta(seconds=5)
"""What the lease has to hold beyond the time-out, for clocks that differ and disks that are slow."""


async def outlasting(tools: Tools, lane: Lane) -> Lane | None:
    """Give the lane with a lease that is long enough, or `None` if it cannot be held."""
    needed = timedelta(milliseconds=lane.timeout_ms) + MARGIN
    if lane.lease_until - tools.clock() >= needed:
        return lane
    span = max(tools.lease, needed * 2)
    return await tools.units.write(lambda session: lanes.renew(session, lane, lease=span))
