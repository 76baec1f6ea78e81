"""What a claim costs must not grow with what waits: the same destinations, a short and a long backlog, in turn."""

import statistics
import time
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import text

from bench.messaging_scene import KINDS, Scene
from bench.studio_table import Row
from models.delivery import lane
from models.session import Session

DESTINATIONS = 100
URL = "http://127.0.0.1:9/"
_LEASE = timedelta(minutes=1)
_WARM_UP = 10
_FILL = text(
    "INSERT INTO deliveries (tenant, id, destination_id, kind, subject_id, attempts, tries, due_at,"
    " state, created_at) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :each)"
    " SELECT d.tenant, d.id || '-' || n.i, d.id, 'message', 'm' || n.i, 0, 0, d.created_at, 'waiting',"
    " d.created_at FROM n, delivery_destinations d"
)


def fill(at: Scene, backlog: int) -> None:
    """So many deliveries that are due, spread over all destinations."""
    at.listen([URL] * DESTINATIONS)
    at.database.write(lambda session: session.execute(_FILL, {"each": backlog // DESTINATIONS}))
    at.database.write(lambda session: session.execute(text("ANALYZE")))


def compared(short: Scene, long: Scene, backlogs: Sequence[int], *, rounds: int = 200) -> Row:
    """The claims' fastest tenth, undisturbed by what else the machine does."""
    taken: list[list[float]] = [[], []]
    for turn in range(rounds + _WARM_UP):
        for at, times in zip((short, long), taken, strict=True):
            took = at.database.write(_claimed)
            if turn >= _WARM_UP:
                times.append(took * 1e3)
    few, many = (statistics.quantiles(times, n=10)[0] for times in taken)
    told = f"{few:.2f} ms, {many:.2f} ms ({many / few:.2f} x)"
    what = f"claim at a backlog of {backlogs[0]:,} and of {backlogs[1]:,}, {KINDS[short.kind]}"
    return Row(what, told, "<= 1.2 x", many / few <= 1.2)  # noqa: PLR2004 - the goal


def _claimed(session: Session) -> float:
    """Take ten lanes, and give them back."""
    begun = time.perf_counter()
    lanes = lane.claim(session, "bench", most=10, lease=_LEASE)
    took = time.perf_counter() - begun
    if lane.release(session, lanes) == 0:
        raise RuntimeError("there was nothing to take")
    return took
