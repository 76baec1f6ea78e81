"""A thousand time entries of a million with all their parts, against idiomatic FastAPI on the same file.

python -m bench.practice --entries 1000000 --rounds 7
"""

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from bench import chapters, practice_entries, practice_firm, practice_lists, processes, servers
from bench.__main__ import RESULTS
from bench.client import Client
from bench.results import spread
from bench.studio_table import Row, table
from models.database import Database, open_database
from models.platform import organization
from models.vault import Vault

ORGANIZATION = "io.example.bench"
PATH = "/practice/v2/time-entries"
PARTS = "client,matter,user,meta,fixedFee,invoice"
PEERS = ("joined", "selectin")
TIMES = 5
"""How many times as much the same list costs the peers at least."""
CHAPTER = "Practice"


@dataclass(frozen=True)
class Site:
    """A server that answers the list, what to ask it, and what each asking has cost (ms of CPU)."""

    name: str
    client: Client
    pid: int
    query: dict[str, Any]
    cost: dict[int, list[float]] = field(default_factory=dict)

    def ask(self, offset: int) -> Any:
        answer = self.client.get(PATH, self.query | {"offset": offset})
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"{self.name}: {answer.status} {answer.content}")
        return answer.content

    def meter(self, offset: int, calls: int) -> None:
        before = processes.cpu_seconds(self.pid)
        for _ in range(calls):
            self.ask(offset)
        spent = (processes.cpu_seconds(self.pid) - before) / calls
        self.cost.setdefault(offset, []).append(spent * 1e3)


@contextlib.contextmanager
def filled(home: Path, entries: int) -> Iterator[tuple[Database, str, str]]:
    """The database of a firm with so many entries, its tenant, and its key."""
    env = servers.charter_environment(home, 0, audit_reads=False)
    key = servers.charter_prepared(env, ORGANIZATION)
    file = home / "charter.db"
    with contextlib.closing(open_database(f"sqlite:///{file}", vault=Vault(b"b" * 32))) as database:
        tenant = database.read(lambda session: organization.named(session, ORGANIZATION))
        size = {"clients": max(entries // 1250, 4), "matters": max(entries // 333, 10)}
        firm = practice_firm.found(database, tenant["organizationId"], users=40, **size)
        practice_entries.populate(file, firm, entries)
        yield database, firm.tenant, key


@contextlib.contextmanager
def sites(home: Path, tenant: str, key: str, core: str | None = None) -> Iterator[list[Site]]:
    """This server and the peer, on the same file; the peer is asked in both ways of loading."""
    with contextlib.ExitStack() as stack:
        ports = processes.free_port(), processes.free_port()
        own = servers.charter_environment(home, ports[0], audit_reads=False)
        peer = os.environ | {"BENCH_DATABASE": str(home / "charter.db"), "BENCH_TENANT": tenant}
        commands = servers.charter_serve(ports[0]), servers.uvicorn("fastapi_practice", ports[1])
        running = []
        for port, env, command in zip(ports, (own, peer), commands, strict=True):
            pinned = ["taskset", "-c", core, *command] if core else command
            process = processes.running(pinned, env=env, log=home / "server.log", port=port)
            pid = stack.enter_context(process).pid
            client = stack.enter_context(
                contextlib.closing(Client(f"http://127.0.0.1:{port}", key))
            )
            running.append((client, pid))
        asked = [("charter", running[0], {"select": PARTS})]
        asked += [(f"FastAPI, {way}load", running[1], {"way": way}) for way in PEERS]
        yield [Site(name, *at, {"limit": 1000} | query) for name, at, query in asked]


def compared(all_sites: list[Site], offsets: list[int], rounds: int, calls: int) -> list[Row]:
    """Every site in turn, round by round; the peers' medians over this server's."""
    answers = [[site.ask(offset) for site in all_sites] for offset in offsets]
    if any(one != mine for mine, *others in answers for one in others):
        raise RuntimeError("the answers are not the same list")
    for _ in range(rounds):
        for offset in offsets:
            for site in all_sites:
                site.meter(offset, calls)
    return [row for offset in offsets for row in _rows(all_sites, offset)]


def _rows(all_sites: list[Site], offset: int) -> list[Row]:
    rows = []
    ours = statistics.median(all_sites[0].cost[offset]) or float("nan")  # less than a tick
    for site in all_sites:
        cost = site.cost[offset]
        times = statistics.median(cost) / ours
        told = f"{statistics.median(cost):.1f} ± {spread(cost):.1f} ms ({times:.1f} x)"
        goal = f">= {TIMES} x" if site is not all_sites[0] and not offset else ""
        what = f"1,000 entries at offset {offset:,}: {site.name}"
        rows.append(Row(what, told, goal, not goal or times >= TIMES))
    return rows


def main() -> int:
    """Fill, measure, write; 1 if a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.practice", description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--calls", type=int, default=5, help="of one server in a round")
    given = parser.parse_args()
    core, load = processes.cores()[0], os.getloadavg()[0]
    with contextlib.ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="charter-bench-")))
        sys.stderr.write(f"writing {given.entries:,} entries\n")
        database, tenant, key = stack.enter_context(filled(home, given.entries))
        far = given.entries * 9 // 10
        lists = practice_lists.Lists(database, tenant)
        rows = [lists.statements(far), lists.offsets(far, given.rounds), *lists.totals()]
        listed = partial(compared, offsets=[0, far], rounds=given.rounds, calls=given.calls)
        rows = listed(stack.enter_context(sites(home, tenant, key, core))) + rows
    report = chapters.head(given.entries, given.rounds, load) + table(rows) + "\n"
    print(report)
    chapters.write(RESULTS, CHAPTER, report)
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
