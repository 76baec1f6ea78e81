"""PostgreSQL may go away while workers send: what was acknowledged arrives, and nothing runs twice in turn."""

import logging
import shutil
import tempfile
import threading
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from postroom import Moving, opened
from receiver import PATIENCE, Receiver

from contract.errors import Refusal
from delivery.worker import Worker

pgserver = pytest.importorskip("pgserver")


class Server:
    """A PostgreSQL that can crash."""

    def __init__(self, home):
        self._server = pgserver.get_server(home / "data")
        self.url = self._server.get_uri()

    def crash(self):
        from pgserver._commands import pg_ctl  # noqa: PLC0415

        server = self._server
        pg_ctl(["-w", "-m", "immediate", "stop"], pgdata=server.pgdata, user=server.system_user)

    def start(self):
        self._server.ensure_postgres_running()

    def end(self):
        self._server.cleanup()


@pytest.fixture(scope="module")
def server():
    logging.getLogger("pgserver").setLevel(logging.CRITICAL)
    home = Path(tempfile.mkdtemp(prefix="charter-pg-", dir="/tmp"))
    home.chmod(0o755)
    found = Server(home)
    yield found
    found.end()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def office(server):
    with opened(server.url, Moving()) as found:
        yield found


def publish(office, ids, subject, position):
    """Publish until it is acknowledged, as a caller with an idempotency key does."""
    while True:
        try:
            return office.publish(*ids, subject=subject, position=position)
        except Refusal:
            continue


# A connection whose server died is dropped as it is: there is nobody left to close it with.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_crash_of_the_database_loses_nothing(office, server):
    """Two workers are sending while it crashes, and a publisher publishes."""
    middle, back = threading.Event(), threading.Event()

    def reply(got):
        if len(receiver.got) == 60:
            middle.set()
        return web.Response()

    with Receiver(reply=reply) as receiver:
        lines = [office.add(receiver.url + f"/{n}", ordering="fifo") for n in range(3)]
        others = [office.add(receiver.url + f"/{n}") for n in range(3, 6)]
        ids = lines + others
        plans = [office.plan(lease=timedelta(seconds=12)) for _ in range(2)]
        workers = [Worker(plan) for plan in plans]
        sent = [f"m{number}" for number in range(30)]
        for number, subject in enumerate(sent[:20]):
            publish(office, ids, subject, number)
        for worker in workers:
            worker.start()

        def rest():
            for number, subject in enumerate(sent[20:], 20):
                publish(office, ids, subject, number)
            back.set()

        publisher = threading.Thread(target=rest)
        assert middle.wait(PATIENCE)
        publisher.start()
        server.crash()
        server.start()
        assert back.wait(60)
        publisher.join()
        receiver.wait_until(lambda got: len({(one.path, one.id) for one in got}) == 180)
        for worker in workers:
            worker.stop()
        office.clock.forward(minutes=1)
        office.work()

    assert {row.state for row in office.rows()} == {"delivered"}
    for number in range(6):
        mine = [got.id for got in receiver.got if got.path == f"/hook/{number}"]
        assert set(mine) == set(sent)
        assert len(mine) <= len(sent) + 25  # what was under way, and not yet written
        if number < 3:
            assert list(dict.fromkeys(mine)) == sent
            assert max(Counter(mine).values()) <= 2
