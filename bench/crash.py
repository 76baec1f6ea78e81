"""Whatever moment the server is killed at, nothing acknowledged is lost and nothing is done twice.

python -m bench.crash --creates 1000 --kills 20
"""

import argparse
import queue
import random
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from bench import processes, servers
from bench.client import Answer, Client, OutOfTimeError
from bench.material import PATH, name_of, resource
from bench.verify import broken

PREFIX = "crash"
PATIENCE = 30.0
JITTER = 0.03
"""Seconds at most between an acknowledgement and the kill that follows it."""


@dataclass
class Record:
    """What the callers were told: the id of each acknowledged name, and any other answer."""

    made: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    retries: int = 0
    told: threading.Condition = field(default_factory=threading.Condition)

    def note(self, name: str, answer: Answer | None) -> None:
        with self.told:
            if answer is not None and answer.status == HTTPStatus.CREATED:
                self.made[name] = answer.content["id"]
            else:
                self.wrong.append(f"{name} was answered {answer}")
            self.told.notify_all()

    def reaches(self, count: int, timeout: float) -> bool:
        """Wait until `count` calls are finished; false if it took too long."""
        with self.told:
            return self.told.wait_for(lambda: len(self.made) + len(self.wrong) >= count, timeout)


class Mortal:
    """A server that is killed without warning and comes back on the same port and home."""

    def __init__(self, home: Path) -> None:
        self._port = processes.free_port()
        self._env = servers.charter_environment(home, self._port, audit_reads=False)
        self._log = home / "server.log"
        self.url = f"http://127.0.0.1:{self._port}"
        self.key = servers.charter_prepared(self._env)
        self.start()

    def start(self) -> None:
        self._process = processes.launched(
            servers.charter_serve(self._port), env=self._env, log=self._log, port=self._port
        )

    def kill(self) -> None:
        processes.kill(self._process)


@dataclass(frozen=True)
class Outcome:
    """The broken promises, none if all is well; and how many tries had to be made again."""

    broken: list[str]
    retries: int


def trial(home: Path, *, creates: int, kills: int, connections: int = 8, seed: int = 0) -> Outcome:
    """Create resources while the server is killed `kills` times, then compare."""
    names = [name_of(PREFIX, number) for number in range(creates)]
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    for name in names:
        waiting.put(name)
    record = Record()
    server = Mortal(home)
    try:
        with ThreadPoolExecutor(connections) as pool:
            callers = [pool.submit(_create, server, waiting, record) for _ in range(connections)]
            try:
                _kill(server, record, random.Random(seed), creates, kills)
            except BaseException:
                list(_taken(waiting))  # nobody begins another call
                raise
            for caller in callers:
                caller.result()
        wrong = record.wrong + broken(server.url, server.key, record.made, names)
        return Outcome(wrong, record.retries)
    finally:
        server.kill()


def _kill(server: Mortal, record: Record, chance: random.Random, creates: int, kills: int) -> None:
    """Kill and restart, each time a random moment after a random acknowledgement."""
    for count in sorted(chance.sample(range(1, creates), kills)):
        record.reaches(count, PATIENCE)
        threading.Event().wait(chance.uniform(0, JITTER))
        server.kill()
        server.start()


def _create(server: Mortal, waiting: "queue.SimpleQueue[str]", record: Record) -> None:
    client = Client(server.url, server.key, patience=PATIENCE)
    for name in _taken(waiting):
        record.note(name, _answered(client, name))
    client.close()
    with record.told:
        record.retries += client.retries


def _taken(waiting: "queue.SimpleQueue[str]") -> Iterator[str]:
    while True:
        try:
            yield waiting.get_nowait()
        except queue.Empty:
            return


def _answered(client: Client, name: str) -> Answer | None:
    try:
        return client.post(PATH, resource(name), idempotency_key=name, request_id=name)
    except OutOfTimeError:
        return None


def main() -> int:
    """Run one trial; 0 if every promise was kept."""
    parser = argparse.ArgumentParser(prog="python -m bench.crash", description=__doc__)
    parser.add_argument("--creates", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32), help="of the moments")
    given = parser.parse_args()
    print(f"{given.creates} creates, {given.kills} kills, seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="charter-crash-") as home:
        outcome = trial(
            Path(home),
            creates=given.creates,
            kills=given.kills,
            connections=given.connections,
            seed=given.seed,
        )
    print(f"{outcome.retries} calls were asked again.")
    print("\n".join(outcome.broken) or "Every acknowledged resource is there, each exactly once.")
    return 1 if outcome.broken else 0


if __name__ == "__main__":
    sys.exit(main())
