"""Messages from a publisher over HTTP to a receiver that answers, and what must not slow them down.

python -m bench.messaging --count 20000 --rounds 3
"""

import argparse
import contextlib
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import chapters, messaging_claims, messaging_rates, wrk
from bench.__main__ import RESULTS
from bench.messaging_scene import KINDS, Scene, scene
from bench.studio_table import Row, table

CHAPTER = "Messaging"
GOALS = {"sqlite": 1000, "postgresql": 2000}
"""Messages per second and core: on SQLite published and delivered, on PostgreSQL delivered."""

LISTENERS = 1000


@contextlib.contextmanager
def fresh(kind: str) -> Iterator[Scene]:
    """A scene of its own in a folder of its own."""
    with (
        tempfile.TemporaryDirectory(prefix="charter-bench-", ignore_cleanup_errors=True) as home,
        scene(kind, Path(home)) as at,
    ):
        yield at


def rates(seconds: int, count: int) -> list[Row]:
    """Both databases, end to end and from a backlog."""
    rows = []
    for kind in KINDS:
        ends = GOALS[kind] if kind == "sqlite" else 0
        with fresh(kind) as at:
            rows.append(messaging_rates.end_to_end(at, seconds, ends))
        with fresh(kind) as at:
            rows.append(messaging_rates.backlog(at, count, GOALS[kind]))
    return rows


def hanging(listeners: int, each: int, rounds: int) -> Row:
    """In turn without any who hang, and with them."""
    found: dict[str, list[float]] = {"others": [], "hang": []}
    for _ in range(rounds):
        for kind, measured in found.items():
            with fresh("sqlite") as at:
                measured.append(messaging_rates.beside(at, listeners, each, kind))
    return messaging_rates.hanging(listeners, *found.values())


def claims(backlog: int) -> list[Row]:
    """Both databases, a thousand against so many."""
    rows = []
    for kind in KINDS:
        with fresh(kind) as short, fresh(kind) as long:
            messaging_claims.fill(short, 1000)
            messaging_claims.fill(long, backlog)
            rows.append(messaging_claims.compared(short, long, (1000, backlog)))
    return rows


def head(load: float) -> str:
    """What the chapter is about, and where it was measured."""
    return (
        f"# {CHAPTER}\n\n"
        "`python -m bench.messaging`: messages of 40 bytes in one queue, all house rules on, each "
        "commit durable. The receiver is a process of its own that answers 204 to signed calls over "
        "connections that are kept. The server (one worker, publishing and sending) or `charter "
        "worker` is pinned to one core; wrk with 32 connections, the receiver and PostgreSQL share "
        "the others, so seconds of CPU of the pinned process say more than the clock on a machine "
        "that has other work.\n\n"
        f"Python {platform.python_version()}, {os.cpu_count()} cores; load average before and after: "
        f"{load:.2f}, {os.getloadavg()[0]:.2f}.\n\n"
    )


def main() -> int:
    """Measure, print, write; 1 if a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.messaging", description=__doc__)
    parser.add_argument("--seconds", type=int, default=10, help="of publishing")
    parser.add_argument("--count", type=int, default=20_000, help="of a backlog that is sent")
    parser.add_argument("--rounds", type=int, default=2, help="with and without who hang")
    parser.add_argument("--each", type=int, default=10, help="messages for each of them")
    parser.add_argument("--backlog", type=int, default=1_000_000, help="that is claimed from")
    parser.add_argument("--deliveries", type=int, default=100_000, help="for the memory")
    given = parser.parse_args()
    wrk.demand_tools()
    load = os.getloadavg()[0]
    rows = rates(given.seconds, given.count)
    sys.stderr.write(table(rows) + "\n")
    rows.append(hanging(LISTENERS, given.each, given.rounds))
    rows += claims(given.backlog)
    sys.stderr.write(table(rows) + "\n")
    with fresh("sqlite") as at:
        rows.append(messaging_rates.memory(at, given.deliveries))
    report = head(load) + table(rows) + "\n"
    print(report)
    chapters.write(RESULTS, CHAPTER, report)
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
