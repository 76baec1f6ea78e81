"""The worker sends as soon as it is told, stops when it is told, and leaves nothing half done."""

import asyncio
import threading
from dataclasses import dataclass

import pytest
from aiohttp import web
from receiver import PATIENCE, Receiver

import delivery.worker
from delivery.challenge import Challenge
from delivery.worker import Worker


@pytest.fixture
def working(office):
    """Workers that are stopped in the end."""
    workers = []

    def start(*, grace=30.0, **values):
        workers.append(Worker(office.plan(**values), grace=grace))
        workers[-1].start()
        return workers[-1]

    yield start
    for worker in workers:
        worker.stop()


def test_what_is_published_while_it_runs_is_sent(office, receiver, working):
    id = office.add(receiver.url)
    worker = working()
    for number in range(1, 4):
        office.publish(id)
        worker.wake(office.tenant, [id])
        receiver.wait_for(number)
    worker.stop()
    assert {row.state for row in office.rows()} == {"delivered"}


def test_a_destination_that_hangs_with_one_gets_the_next_nevertheless(office, working):
    """What the first waits for is the second, published while the first is under way."""
    second = asyncio.Event()

    async def reply(_got):
        if len(receiver.got) == 1:
            await second.wait()
        second.set()
        return web.Response()

    with Receiver(reply=reply) as receiver:
        id = office.add(receiver.url)
        worker = working()
        for number in (1, 2):
            office.publish(id)
            worker.wake(office.tenant, [id])
            receiver.wait_for(number)
        worker.stop()
    assert {row.state for row in office.rows()} == {"delivered"}


def test_a_hint_that_never_came_only_delays(office, receiver, working):
    working()
    office.publish(office.add(receiver.url))
    assert receiver.wait_for(1)


def test_a_stop_waits_for_what_is_under_way_and_begins_nothing(office, working):
    asked, go_on = threading.Event(), threading.Event()

    async def reply(_got):
        asked.set()
        await asyncio.get_running_loop().run_in_executor(None, go_on.wait, PATIENCE)
        return web.Response()

    with Receiver(reply=reply) as receiver:
        id = office.add(receiver.url, ordering="fifo")
        first, second = office.publish(id, position=1), office.publish(id, position=2)
        worker = working()
        assert asked.wait(PATIENCE)
        stopping = threading.Thread(target=worker.stop)
        stopping.start()
        go_on.set()
        stopping.join(PATIENCE)
    assert office.row(first).state == "delivered"
    assert office.lanes()[0].holder is None
    assert office.row(second).state in ("waiting", "delivered")


def test_what_outlasts_the_grace_is_given_to_the_next_worker(office, working):
    asked, go_on = threading.Event(), threading.Event()

    async def reply(_got):
        asked.set()
        await asyncio.get_running_loop().run_in_executor(None, go_on.wait, PATIENCE)
        return web.Response()

    with Receiver(reply=reply) as receiver:
        subject = office.publish(office.add(receiver.url))
        worker = working(grace=0.05)
        assert asked.wait(PATIENCE)
        worker.stop()
        assert office.row(subject).state == "waiting"
        assert office.lanes()[0].holder is None
        go_on.set()
        office.work()
    assert office.row(subject).state == "delivered"


def test_stopping_before_the_start_has_taken_effect_stops_it(office):
    worker = Worker(office.plan())
    worker.start()
    worker.stop()
    assert not worker._thread.is_alive()
    worker.wake(office.tenant, ["anything"])


def test_two_workers_send_everything_once(office, receiver, working):
    ids = [office.add(receiver.url, ordering=kind) for kind in ("fifo", "none") * 5]
    workers = [working(), working()]
    sent = [office.publish(*ids, position=number) for number in range(20)]
    for worker in workers:
        worker.wake(office.tenant, ids)
    receiver.wait_for(200)
    for worker in workers:
        worker.stop()
    assert sorted(receiver.ids) == sorted(sent * 10)
    assert {row.state for row in office.rows()} == {"delivered"}


def test_the_numbers_are_counted(office, receiver):
    receiver.reply = lambda got: web.Response(status=500 if got.id == "m1" else 200)
    id = office.add(receiver.url, liveness_url=receiver.url)
    plan = office.plan()
    office.publish(id, subject="m1")
    office.publish(id, subject="m2")
    asyncio.run(delivery.worker.once(plan))
    told = plan.meters.render().decode()
    for line in (
        'charter_deliveries_total{result="delivered"} 1.0',
        'charter_deliveries_total{result="again"} 1.0',
        "charter_delivery_lag_seconds_count 2.0",
        "charter_deliveries_in_flight 0.0",
        "charter_deliveries_oldest_due_seconds 0.0",
    ):
        assert line in told


@dataclass
class Asked:
    """Challenges in memory."""

    waiting: list
    told: list

    def next_at(self, session):
        return session.now if self.waiting else None

    def take(self, _session, *, most):
        taken, self.waiting = self.waiting[:most], self.waiting[most:]
        return taken

    def verified(self, _session, challenge, error):
        self.told.append((challenge.id, error))


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (lambda _got: web.Response(text="proof"), None),
        (lambda _got: web.Response(text="proof\n"), "another content"),
        (lambda _got: web.Response(text="proof" + "x" * 20_000), "another content"),
        (lambda _got: web.Response(text="proof", status=404), "status 404"),
        (lambda _got: web.Response(text="proof", status=203), "status 203"),
    ],
)
def test_a_domain_is_verified_by_a_file_to_the_byte(office, reply, error, certificate):
    server, client = certificate
    with Receiver(reply=reply, tls=server) as receiver:
        one = Challenge(
            office.tenant, "d1", "hooks.example.com", receiver.port, "/.well-known/x.txt", "proof"
        )
        asked = Asked([one], [])
        office.work(challenges=asked, tls=client, look=lambda *_: ["127.0.0.1"])
    assert asked.told == [("d1", error)]
    assert [(got.method, got.path) for got in receiver.got] == [("GET", "/.well-known/x.txt")]


def test_a_domain_that_leads_inside_is_not_verified(office):
    asked = Asked([Challenge(office.tenant, "d1", "a.example", 443, "x", "y")], [])
    office.work(challenges=asked, look=lambda *_: ["10.0.0.1"])
    assert asked.told == [("d1", "not sent: private address")]
