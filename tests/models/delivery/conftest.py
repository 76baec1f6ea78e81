from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from models.base import Base
from models.delivery import destination, due, lane, line, settle
from models.delivery.outcome import Outcome
from models.postgresql import driver_url

LEASE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def url(url):
    found = driver_url(url) if url.startswith("postgresql") else url
    engine = create_engine(found, poolclass=NullPool)
    Base.metadata.create_all(engine)
    engine.dispose()
    return url


@dataclass
class Post:
    """Somebody's destinations and a worker, on one database and one clock."""

    who: object
    clock: object
    _numbers: object = field(default_factory=count)

    def add(self, **values):
        number = next(self._numbers)
        given = {
            "kind": "listener",
            "source": "queue",
            "owner_id": f"listener-{number}",
            "url": f"https://example.com/{number}",
        }
        return self.who.write(destination.add, **given | values)[0]["id"]

    def send(self, *ids, subject=None, **values):
        subject = subject or f"message-{next(self._numbers)}"
        self.who.write(line.enqueue, ids, **{"kind": "message", "subject_id": subject} | values)
        return subject

    def do(self, act, *args, **values):
        return self.who.database.write(lambda session: act(session, *args, **values))

    def claim(self, holder="worker", **values):
        return self.do(lane.claim, holder, **{"lease": LEASE} | values)

    def due(self, held, most=100, **values):
        return self.do(due.read, held, most=most, **values)

    def subjects(self, held, **values):
        return [one.subject_id for one in self.due(held, **values)]

    def settle(self, held, *outcomes):
        return self.do(settle.settle, held, outcomes)

    def outcome(self, one, result="delivered", **values):
        if result == "again":
            values = {"due_at": self.clock.now + timedelta(seconds=5)} | values
        return Outcome(one.id, result, self.clock.now, 12, **values)

    def answer(self, held, result="delivered", **values):
        """Settle everything that is due on the lane in one way."""
        return self.settle(held, *(self.outcome(one, result, **values) for one in self.due(held)))

    def seen(self, id):
        return self.who.read(destination.find, id)

    def fails(self, held, times=10):
        """Answer with failures until the circuit must be open."""
        now: datetime = self.clock.now
        (one, *_) = self.due(held)
        for _ in range(times):
            settled = self.settle(held, self.outcome(one, "again", due_at=now, status=500))
        return settled


@pytest.fixture
def post(alice, clock):
    return Post(alice, clock)


@pytest.fixture
def theirs(charlie, clock):
    return Post(charlie, clock)
