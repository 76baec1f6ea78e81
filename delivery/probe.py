"""A destination is asked how it is, while its deliveries wait or flow."""

from delivery.send import Call
from delivery.tools import Tools
from models.delivery import probe
from models.delivery.probe import Probe


async def ask(tools: Tools, one: Probe) -> None:
    """Make the call and write down what it tells."""
    answer = await tools.send(Call(one.url, one.timeout_ms / 1000, method="GET"))
    tools.meters.probes.labels("good" if answer.good else "bad").inc()
    await tools.units.write(
        lambda session: probe.probed(session, one.tenant, one.id, ok=answer.good)
    )
