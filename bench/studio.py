"""What must not grow does not: the last chunk of a long list, memory under an upload, a slot under a rush.

python -m bench.studio --customers 1000000
"""

import argparse
import contextlib
import http.client
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench import processes, servers, studio_peers
from bench.studio_customers import populate
from bench.studio_table import Row, table
from models.clock import rfc3339
from models.database import Database, open_database
from models.platform import organization
from models.session import Session
from models.studio import class_
from models.studio.class_ import slot
from models.vault import Vault

ORGANIZATION = "io.example.bench"
CHUNK = 100
FILE = 25 * 2**20
BOUNDARY = "bench-studio"
_MIB = 2**20


@dataclass(frozen=True)
class Scene:
    """A server that listens, and its organization as its database knows it."""

    url: str
    key: str
    pid: int
    database: Database
    tenant: str

    def connected(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)

    def call(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        path: str,
        body: bytes | None = None,
        kind: str = "application/json",
    ) -> Any:
        """The JSON of an answer; 503 is asked again, any other status but 200 ends the measuring."""
        headers = {"x-api-key": self.key, "Content-Type": kind} if body else {"x-api-key": self.key}
        pause = threading.Event()
        while True:
            connection.request(method, f"/studio/v1{path}", body, headers)
            response = connection.getresponse()
            text = response.read()
            if response.status != HTTPStatus.SERVICE_UNAVAILABLE:
                break
            pause.wait(random.uniform(0.02, 0.1))
        if response.status != HTTPStatus.OK:
            raise RuntimeError(f"{method} {path}: {response.status} {text[:300]!r}")
        return json.loads(text)


@contextlib.contextmanager
def scene(home: Path, core: str | None = None) -> Iterator[Scene]:
    """The server with its usual settings, pinned to `core`, on an empty database in `home`."""
    port = processes.free_port()
    env = servers.charter_environment(home, port, audit_reads=False)
    key = servers.charter_prepared(env, ORGANIZATION)
    database = open_database(f"sqlite:///{home / 'charter.db'}", vault=Vault(b"b" * 32))
    tenant = database.read(lambda session: organization.named(session, ORGANIZATION))
    command = servers.charter_serve(port)
    pinned = ["taskset", "-c", core, *command] if core else command
    with (
        contextlib.closing(database),
        processes.running(pinned, env=env, log=home / "server.log", port=port) as process,
    ):
        url = f"http://127.0.0.1:{port}"
        yield Scene(url, key, process.pid, database, tenant["organizationId"])


def chunks(scene: Scene, first: int, count: int, *, rounds: int = 200) -> Row:
    """The first and the last chunk of all customers, in turn; the fastest tenth of each is undisturbed."""
    connection = scene.connected()
    last = first + count - CHUNK - 1
    paths = [f"/customers?sliceSize={CHUNK}", f"/customers?sliceSize={CHUNK}&offset={last}"]
    taken: list[list[float]] = [[], []]
    for turn in range(rounds + 10):
        for path, times in zip(paths, taken, strict=True):
            begun = time.perf_counter()
            found = scene.call(connection, "GET", path)["result"]
            if turn >= 10:  # noqa: PLR2004 - the first ones warm up
                times.append((time.perf_counter() - begun) * 1e3)
            if len(found) != CHUNK:
                raise RuntimeError(f"{path}: {len(found)} customers")
    connection.close()
    early, late = (statistics.quantiles(times, n=10)[0] for times in taken)
    told = f"{early:.2f} ms, {late:.2f} ms ({late / early - 1:+.1%})"
    what = f"chunk 1 and chunk {count // CHUNK:,} of {count:,} customers"
    return Row(what, told, "± 10 %", abs(late / early - 1) <= 0.1)  # noqa: PLR2004 - the goal


def upload(scene: Scene, customer_id: int, size: int = FILE) -> Row:
    """How far the server's largest process grows while it receives a file."""
    connection, path = scene.connected(), f"/customers/{customer_id}/documents"
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    scene.call(connection, "POST", path, _form(2**16), kind)
    before = processes.resident_mb(scene.pid)
    processes.forget_peak(scene.pid)
    begun = time.perf_counter()
    scene.call(connection, "POST", path, _form(size), kind)
    seconds = time.perf_counter() - begun
    grown = processes.peak_mb(scene.pid) - before
    connection.close()
    what = f"upload of {size // _MIB} MiB: extra memory"
    return Row(what, f"{grown:.1f} MiB in {seconds:.2f} s", "< 8 MiB", grown < 8)  # noqa: PLR2004 - the goal


def _form(size: int) -> bytes:
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    start = b"%PDF-1.7\n"
    return head.encode() + start.ljust(size, b"x") + f"\r\n--{BOUNDARY}--\r\n".encode()


def rush(scene: Scene, first: int, *, callers: int = 200, places: int = 20) -> Row:
    """All book one slot at once, each over a connection of its own."""
    slot_id = scene.database.write(lambda session: _slot(session, scene.tenant, places, callers))
    told: list[str] = []
    ready, lock = threading.Barrier(callers + 1), threading.Lock()

    def book(customer_id: int) -> None:
        connection = scene.connected()
        body = json.dumps({"customerId": customer_id, "classSlotId": slot_id}).encode()
        ready.wait()
        with contextlib.suppress(RuntimeError, OSError):
            status = scene.call(connection, "POST", "/classes/booking/book", body)["bookingStatus"]
            with lock:
                told.append(status)
        connection.close()

    threads = [threading.Thread(target=book, args=[first + n]) for n in range(callers)]
    for thread in threads:
        thread.start()
    ready.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds, found = time.perf_counter() - begun, Counter(told)
    holds = found == {"BOOKED": places, "WAITING_LIST": callers - places}
    what = f"{callers} bookings at once of one slot of {places}"
    counts = ", ".join(f"{count} {status}" for status, count in sorted(found.items()))
    return Row(what, f"{counts} in {seconds:.2f} s", f"exactly {places} BOOKED", holds)


def _slot(session: Session, tenant: str, places: int, waiting: int) -> int:
    day = rfc3339(session.now)[:10]
    year = int(day[:4]) + 1
    rush = class_.Content(title="Rush", duration=60)
    course = class_.create(session, tenant, rush)["id"]
    made = slot.create(
        session,
        tenant,
        course,
        starts_at=f"{year}-06-01T10:00:00Z",
        ends_at=f"{year}-06-01T11:00:00Z",
        max_participants=places,
        max_waiting_list_participants=waiting,
    )
    return int(made["id"])


def costs(scene: Scene, customer_id: int, calls: int) -> tuple[float, float]:
    """Microseconds of CPU for one customer, and for a list of `CHUNK`."""
    connection = scene.connected()
    ways = (f"/customers/{customer_id}", calls), (f"/customers?sliceSize={CHUNK}", calls // 10)
    one, many = (
        studio_peers.cost(scene.pid, partial(scene.call, connection, "GET", path), max(times, 1))
        for path, times in ways
    )
    connection.close()
    return one, many


def main() -> int:
    """Fill, measure, print; 1 if a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.studio", description=__doc__)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--calls", type=int, default=2000, help="of one customer, for its cost")
    given = parser.parse_args()
    core, _ = processes.cores()
    with (
        tempfile.TemporaryDirectory(prefix="charter-bench-") as home,
        scene(Path(home), core) as at,
    ):
        sys.stderr.write(f"writing {given.customers:,} customers\n")
        first = populate(at.database, at.tenant, given.customers)
        rows = [chunks(at, first, given.customers), upload(at, first), rush(at, first)]
        ours = costs(at, first, given.calls)
        for number, (name, wanted) in enumerate(studio_peers.PEERS.items()):
            theirs = studio_peers.peer(name, Path(home) / f"peer{number}", core, given.calls)
            rows += studio_peers.compared(name, wanted, theirs, ours)
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
