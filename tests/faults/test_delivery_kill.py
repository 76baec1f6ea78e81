"""A worker that is killed without warning has lost nothing, and what it did twice can be told by its id."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import mortal_worker
import pytest
from standardwebhooks import Webhook

SUPPORT = Path(mortal_worker.__file__).parent
ROOT = SUPPORT.parent.parent


class Mortal:
    """A worker process; `kill` is SIGKILL."""

    def __init__(self, url, point="never"):
        path = os.pathsep.join((str(ROOT), str(SUPPORT)))
        self._process = subprocess.Popen(
            [sys.executable, str(SUPPORT / "mortal_worker.py"), url, point],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def reaches(self, word):
        for line in self._process.stdout:
            if line.strip() == word:
                return
        raise AssertionError(f"the worker ended before it was {word}")

    def kill(self):
        self._process.send_signal(signal.SIGKILL)
        self._process.communicate(timeout=30)


@pytest.fixture
def mortal(office):
    started = []

    def start(point="never"):
        started.append(Mortal(office.url, point))
        return started[-1]

    yield start
    for one in started:
        one.kill()


def verified(receiver, secret):
    for got in receiver.got:
        assert Webhook(secret).verify(got.body, got.headers) == {"message": got.id}


@pytest.mark.parametrize(("point", "times"), [("sending", 1), ("answered", 2), ("settled", 1)])
def test_wherever_it_is_killed_the_next_worker_goes_on(office, receiver, mortal, point, times):
    id, secret = office.added(receiver.url, ordering="fifo")
    sent = [office.publish(id, position=number) for number in range(3)]
    worker = mortal(point)
    worker.reaches(point)
    worker.kill()

    office.work()
    before = len(receiver.got)
    office.clock.forward(minutes=1)  # the lease of the dead runs out
    office.work()

    assert before == (0 if point == "sending" else 1)
    assert {row.state for row in office.rows()} == {"delivered"}
    assert receiver.ids == [sent[0]] * (times - 1) + sent
    verified(receiver, secret)


def test_killed_while_the_receiver_is_at_it(office, receiver, mortal, clock):
    """Again and again, at random places of a backlog: in order, complete, and verifiable."""
    lines = [office.added(receiver.url, ordering="fifo") for _ in range(3)]
    others = [office.added(receiver.url) for _ in range(3)]
    ids = [id for id, _ in (*lines, *others)]
    sent = [office.publish(*ids, position=number) for number in range(25)]
    for count in (20, 60, 100):
        worker = mortal()
        receiver.wait_for(count)
        worker.kill()
        clock.forward(minutes=1)
        office.do(_free)

    office.work()
    assert {row.state for row in office.rows()} == {"delivered"}
    counted = Counter(receiver.ids)
    assert set(counted) == set(sent)
    secrets = [secret for _, secret in (*lines, *others)]
    by = Counter()
    for number, secret in enumerate(secrets):
        got = [one for one in receiver.got if _signed_by(secret, one)]
        by[number] = len(got)
        first_seen = list(dict.fromkeys(one.id for one in got))
        assert sorted(first_seen) == sorted(sent)
        if number < len(lines):
            assert first_seen == sent
            assert len(got) <= len(sent) + 3  # what was under way at each kill
    assert sum(by.values()) == len(receiver.got)


def _free(session, _tenant):
    """The leases of the dead run out: the next worker's clock is not ours, so they end in the table."""
    from sqlalchemy import text  # noqa: PLC0415

    session.execute(
        text("UPDATE delivery_destinations SET lease_until = '2000-01-01T00:00:00.000000Z'")
    )


def _signed_by(secret, got):
    from delivery.signature import signed  # noqa: PLC0415

    made = signed(got.id, int(got.headers["webhook-timestamp"]), got.body, secret)
    return made == got.headers["webhook-signature"]
