"""One delivery is tried once, and what came of it is told in full."""

import logging
from dataclasses import replace

from delivery import request, verdict
from delivery.load import BROKEN, Loaded
from delivery.request import Seal
from delivery.slots import Share
from delivery.tools import Tools
from delivery.tried import Attempt
from models.delivery.lane import Lane
from models.delivery.outcome import Outcome

log = logging.getLogger("charter.delivery")


async def attempt(tools: Tools, share: Share, lane: Lane, one: Loaded, seal: Seal) -> Attempt:
    """Send it, if there is something to send."""
    began = tools.clock()
    if one.content is None:
        error = BROKEN if one.result == "dead" else None
        return Attempt(one.due, Outcome(one.due.id, one.result or "dropped", began, error=error))
    tools.meters.lag.observe(max(0.0, (began - one.due.due_at).total_seconds()))
    call = request.call(lane, one.due, one.content, seal, began)
    with share.call():
        answer = await tools.send(call)
    ended = tools.clock()
    outcome = verdict.outcome(lane, one.due, answer, ended, tools.chance())
    return Attempt(one.due, replace(outcome, at=began), verdict.rest(answer, ended))


def told(tools: Tools, lane: Lane, one: Outcome) -> None:
    """Count what was written down, and log what was not delivered."""
    tools.meters.results.labels(one.result).inc()
    if one.result != "delivered":
        level = logging.INFO if one.result in ("again", "dropped") else logging.WARNING
        why = one.error or f"status {one.status}"
        log.log(level, "delivery %s to %s: %s (%s)", one.id, lane.id, one.result, why)
