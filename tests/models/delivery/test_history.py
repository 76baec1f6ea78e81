from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete

from models.delivery import destination, due, lane, line, probe, record, settle, sweep
from models.delivery.outcome import Outcome
from models.delivery.table import Attempt, Delivery, Destination
from models.paging import Page
from models.platform import organization

LEASE = timedelta(minutes=1)
WORKERS = st.sampled_from(["one", "two"])
ANSWERS = st.sampled_from(["delivered", "again", "again", "dead", "gone"])


class Deliveries(RuleBasedStateMachine):
    """Two workers, two tenants, a clock; `lanes` are what the workers believe that they hold."""

    database = None
    clock = None

    def __init__(self):
        super().__init__()
        for table in (Attempt, Delivery, Destination):
            self.do(lambda session, table=table: session.execute(delete(table)))
        make = organization.create
        names = [f"io.example.t{next(self.numbers)}" for _ in range(2)]
        self.tenants = [self.do(make, name)["organizationId"] for name in names]
        self.made = {}  # destination -> (tenant, fifo)
        self.off = set()
        self.removed = set()
        self.published = {}  # (subject, destination) -> position
        self.settled = {}  # (subject, destination) -> how often it ended, by a settle
        self.allowed = {}  # the same -> how often it may have: once, and once a replay
        self.attempts = {}
        self.lanes = []
        self.sequence = 0

    def do(self, act, *args, **values):
        return self.database.write(lambda session: act(session, *args, **values))

    def there(self):
        return [id for id in self.made if id not in self.removed]

    @precondition(lambda self: len(self.made) < 4)
    @rule(fifo=st.booleans(), second=st.booleans(), probed=st.booleans())
    def add(self, fifo, second, probed):
        tenant = self.tenants[second]
        made, _ = self.do(
            destination.add,
            tenant,
            kind="listener",
            source="queue",
            owner_id="owner",
            url="https://example.com",
            liveness_url="https://example.com/up" if probed else None,
            ordering="fifo" if fifo else "none",
        )
        self.made[made["id"]] = (tenant, fifo)

    @rule(second=st.booleans(), number=st.integers(1, 3))
    def publish(self, second, number):
        tenant = self.tenants[second]
        for _ in range(number):
            self.sequence += 1
            subject = f"m{self.sequence}"

            def work(session, subject=subject):
                ids = destination.wanting(session, tenant, "listener", "queue")
                named = {"kind": "message", "subject_id": subject, "position": self.sequence}
                line.enqueue(session, tenant, ids, **named)
                return ids

            for id in self.database.write(work):
                assert self.made[id][0] == tenant
                self.published[subject, id] = self.sequence
                self.allowed[subject, id] = 1

    @rule(worker=WORKERS)
    def claim(self, worker):
        made = list(self.made)
        found = self.do(lane.claim, worker, most=2, lease=LEASE)
        for held in sorted(found, key=lambda one: made.index(one.id)):
            assert held.id not in self.off | self.removed
            others = [one for one, _ in self.lanes if one.id == held.id]
            assert all(one.epoch < held.epoch for one in others)
            assert all(one.lease_until <= self.clock.now for one in others)
            self.lanes.append((held, []))

    @precondition(lambda self: self.lanes)
    @rule(at=st.integers(0, 9), most=st.integers(1, 3))
    def read(self, at, most):
        held, begun = self.lanes[at % len(self.lanes)]
        found = self.do(due.read, held, most=most, besides={one.id for one in begun})
        for one in found:
            place = (one.subject_id, held.id)
            assert place in self.published
            assert one.attempts >= self.attempts.get(place, 0)
            assert one.due_at <= self.clock.now
        if held.ordering == "fifo" and found:
            self.is_head(held, [one.subject_id for one in found])
        begun.extend(found[:1] if held.ordering == "fifo" and not begun else [])
        begun.extend(found if held.ordering != "fifo" else [])

    def is_head(self, held, subjects):
        waiting = sorted(
            self.published[place]
            for place, state in self.states(held.tenant).items()
            if place[1] == held.id and state == "waiting"
        )
        positions = [self.published[subject, held.id] for subject in subjects]
        assert positions == sorted(positions)
        assert set(positions) <= set(waiting)

    @precondition(lambda self: any(begun for _, begun in self.lanes))
    @rule(at=st.integers(0, 9), answers=st.lists(ANSWERS, min_size=1, max_size=3))
    def answer(self, at, answers):
        lanes = [entry for entry in self.lanes if entry[1]]
        held, begun = lanes[at % len(lanes)]
        chosen = list(zip(begun, answers, strict=False))
        del begun[: len(chosen)]
        later = self.clock.now + timedelta(seconds=5)
        outcomes = [
            Outcome(one.id, result, self.clock.now, due_at=later if result == "again" else None)
            for one, result in chosen
        ]
        settled = self.do(settle.settle, held, outcomes)
        lost = any(one.id == held.id and one.epoch > held.epoch for one, _ in self.lanes)
        assert not (lost and settled.ids)
        for one, result in chosen:
            if one.id in settled.ids:
                place = (one.subject_id, held.id)
                self.attempts[place] = self.attempts.get(place, 0) + 1
                ended = result in ("delivered", "dead")
                self.settled[place] = self.settled.get(place, 0) + ended
                if result == "gone":
                    self.off.add(held.id)

    @precondition(lambda self: self.lanes)
    @rule(at=st.integers(0, 9))
    def crash(self, at):
        """The worker knows nothing of the lane any more; its lease goes on by itself."""
        self.lanes[at % len(self.lanes)][1].clear()

    @precondition(lambda self: self.lanes)
    @rule(at=st.integers(0, 9))
    def release(self, at):
        held, _ = self.lanes.pop(at % len(self.lanes))
        self.do(lane.release, [held])

    @rule(seconds=st.sampled_from([1, 5, 30, 61]))
    def time_goes_on(self, seconds):
        self.clock.forward(seconds=seconds)

    @precondition(lambda self: self.there())
    @rule(at=st.integers(0, 9), act=st.sampled_from(["disable", "enable", "recover"]))
    def hold_or_not(self, at, act):
        id = self.there()[at % len(self.there())]
        tenant = self.made[id][0]
        assert not self.do(destination.disable, self.other(tenant), id)
        if act == "disable":
            self.do(destination.disable, tenant, id)
            self.off.add(id)
        elif act == "enable":
            self.do(destination.enable, tenant, id)
            self.off.discard(id)
        else:
            self.back(tenant, id, lambda: self.do(line.recover, tenant, id))
            self.off.discard(id)

    @precondition(lambda self: self.there())
    @rule(at=st.integers(0, 9))
    def replay(self, at):
        id = self.there()[at % len(self.there())]
        tenant = self.made[id][0]
        assert self.do(line.replay, self.other(tenant), destination_ids=[id]) == 0
        self.back(tenant, id, lambda: self.do(line.replay, tenant, destination_ids=[id]))

    def back(self, tenant, id, act):
        dead = [p for p, s in self.states(tenant).items() if p[1] == id and s == "dead"]
        act()
        for place in dead:
            self.allowed[place] += 1

    @precondition(lambda self: len(self.there()) > 2)
    @rule(at=st.integers(0, 9))
    def remove(self, at):
        id = self.there()[at % len(self.there())]
        assert self.do(destination.remove, self.made[id][0], id)
        self.removed.add(id)
        self.do(sweep.drop)

    @rule(ok=st.booleans())
    def probe(self, ok):
        for one in self.do(probe.take):
            assert self.made[one.id][0] == one.tenant
            self.do(probe.probed, one.tenant, one.id, ok=ok)

    def other(self, tenant):
        return next(one for one in self.tenants if one != tenant)

    def states(self, tenant):
        found = {}
        for subject in {subject for subject, id in self.published if self.made[id][0] == tenant}:
            seen = self.do(record.deliveries_of, tenant, subject, Page(100))
            for one in seen.items:
                found[one["subject_id"], one["destination_id"]] = one["state"]
        return found

    @invariant()
    def everything_is_there_once_and_ended_once(self):
        assert all(self.settled[place] <= self.allowed[place] for place in self.settled)
        now = self.states(self.tenants[0]) | self.states(self.tenants[1])
        assert set(now) == set(self.published)
        for place, state in now.items():
            if state == "dropped":
                assert place[1] in self.removed
            else:
                assert state in ("waiting", "delivered", "dead")
                ended = self.settled.get(place, 0)
                assert ended == self.allowed[place] - (state == "waiting")

    def teardown(self):
        """At the end everything is let go on: it must all arrive, each line in its order."""
        for id in self.there():
            self.do(line.recover, self.made[id][0], id, since=self.clock.now)
        arrived = {}
        for _ in range(50):
            self.clock.forward(minutes=2)
            for held in self.do(lane.claim, "last", most=9, lease=LEASE):
                for one in self.do(due.read, held, most=held.in_flight):
                    outcome = Outcome(one.id, "delivered", self.clock.now)
                    assert self.do(settle.settle, held, [outcome]).ids == [one.id]
                    arrived.setdefault(held.id, []).append(one.position)
        for id in self.there():
            if self.made[id][1]:
                assert arrived.get(id, []) == sorted(arrived.get(id, []))
        now = self.states(self.tenants[0]) | self.states(self.tenants[1])
        assert set(now.values()) <= {"delivered", "dead", "dropped"}


def test_no_history_loses_doubles_or_misleads_a_delivery(database, clock):
    numbers = count()
    kind = type("Here", (Deliveries,), {"database": database, "clock": clock, "numbers": numbers})
    lite = database.dialect == "sqlite"
    run_state_machine_as_test(
        kind,
        settings=settings(
            max_examples=15 if lite else 6,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
