from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

import pytest

from models.delivery import due, lane, settle
from models.delivery.address import Rules
from models.delivery.outcome import Outcome
from models.messaging import event, listener, message, published, queue
from models.messaging.published import Published
from models.paging import Page
from models.platform import key
from models.session import Caller

LEASE = timedelta(hours=1)
RULES = Rules()


@dataclass
class Desk:
    """Somebody at work with queues, and a worker who carries the messages."""

    who: object
    clock: object
    _numbers: object = field(default_factory=count)

    def queue(self, **content):
        return self.who.write(queue.create, {"name": f"queue-{next(self._numbers)}"} | content)

    def listener(self, queue_id, **content):
        number = next(self._numbers)
        given = {
            "name": f"listener-{number}",
            "notify_url": f"https://example.com/{number}",
            "liveness_url": "https://example.com/alive",
        }
        return self.who.write(listener.create, queue_id, given | content, rules=RULES)

    def send(self, queue_id, data="hello", **content):
        return self.who.write(message.create, queue_id, {"data": data} | content)

    def seen(self, sent):
        return self.who.read(message.find, sent["queue_id"], sent["id"])

    def listens(self, made):
        return self.who.read(listener.find, made["queue_id"], made["id"])

    def events(self, **wanted):
        return self.who.read(event.page, Page(100), **wanted).items

    def types(self):
        return [one["type"] for one in self.events()]

    def carry(self, result="delivered", holder="worker"):
        """Do all that is due with one result; give what was sent, by listener, in order."""
        return self.who.database.write(lambda session: _carry(session, holder, result))


def _carry(session, holder, result):
    sent = []
    lanes = lane.claim(session, holder, most=100, lease=LEASE)
    for held in lanes:
        found = due.read(session, held, most=1000)
        outcomes = [Outcome(one.id, result, session.now, 12) for one in found]
        written = set(settle.settle(session, held, outcomes).ids)
        ok = result == "delivered"
        published.write(
            session,
            [
                Published(one.tenant, one.subject_id, held.owner_id, ok=ok)
                for one in found
                if one.id in written and one.kind == "message"
            ],
        )
        sent += [(held.owner_id, one.subject_id) for one in found]
    lane.release(session, lanes)
    return sent


@pytest.fixture
def desk(alice, clock):
    return Desk(alice, clock)


@pytest.fixture
def theirs(charlie, clock):
    return Desk(charlie, clock)


@dataclass
class Holder:
    """Somebody who acts with a key of their own."""

    who: object
    key_id: str
    client: str | None = None

    def write(self, act, *args, **kwargs):
        caller = Caller(self.who.tenant, self.key_id, "R", "test", client=self.client)

        def work(session):
            session.caller = caller
            return act(session, self.who.tenant, *args, **kwargs)

        return self.who.database.write(work)


@pytest.fixture
def holder(alice):
    """Make somebody with a key of these scopes."""

    def make(*scopes, client=None):
        def work(session, tenant):
            session.caller = None
            return key.create(session, tenant, name="holder", scopes=scopes, client=client)

        return Holder(alice, alice.write(work)[0]["id"], client)

    return make
