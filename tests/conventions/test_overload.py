"""Work in flight stays within its caps, and nobody's slot is lost."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from contract.errors import Overloaded
from conventions.overload import Caps, Gate, caps_of

CAPS = Caps(critical=4, normal=3, sheddable=2, waiting=3, patience=0.1)
IMPORTANCES = ("critical", "normal", "sheddable")


class HandLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock is moved by hand."""

    hour = 0.0

    def time(self):
        return self.hour

    def settle(self):
        """Run all that is ready, and what that makes ready."""
        for _ in range(5):
            self.call_soon(self.stop)
            self.run_forever()

    def advance(self, seconds):
        self.hour += seconds
        self.settle()


@pytest.fixture
def loop():
    opened = HandLoop()
    yield opened
    opened.close()


@pytest.fixture
def gate():
    return Gate(CAPS, chance=lambda: 0.5)


async def come(gate, importance):
    """Enter as the chain does."""
    waiter = gate.enter(importance)
    if waiter is not None:
        await gate.admitted(waiter)


def arrive(loop, gate, importance, number=1):
    tasks = [loop.create_task(come(gate, importance)) for _ in range(number)]
    loop.settle()
    return tasks


def is_in(task):
    return task.done() and not task.cancelled() and task.exception() is None


@pytest.mark.parametrize(("importance", "cap"), [("critical", 4), ("normal", 3), ("sheddable", 2)])
def test_each_importance_gets_in_up_to_its_cap(loop, gate, importance, cap):
    tasks = arrive(loop, gate, importance, 5)

    assert [is_in(task) for task in tasks] == [number < cap for number in range(5)]
    cancel(loop, tasks)


def test_a_slot_that_comes_free_in_time_is_taken(loop, gate):
    arrive(loop, gate, "normal", 3)
    (late,) = arrive(loop, gate, "normal")
    loop.advance(0.09)

    gate.leave()
    loop.settle()

    assert is_in(late)
    assert gate.in_flight == 3


def test_who_waits_longer_than_the_patience_is_refused(loop, gate):
    arrive(loop, gate, "normal", 3)
    (late,) = arrive(loop, gate, "normal")

    loop.advance(0.1)

    assert isinstance(late.exception(), Overloaded)
    assert (gate.in_flight, gate.waiting, gate.refused) == (3, 0, 1)


def test_who_finds_the_line_full_is_refused_at_once(loop, gate):
    arrive(loop, gate, "normal", 6)

    with pytest.raises(Overloaded):
        gate.enter("normal")
    loop.advance(0.1)


def test_slots_go_to_the_more_important_first_and_then_by_age(loop, gate):
    arrive(loop, gate, "critical", 4)
    order = ["sheddable", "normal", "critical", "normal", "critical"]
    tasks = [arrive(loop, gate, importance)[0] for importance in order]

    admitted = []
    for _ in range(7):
        gate.leave()
        loop.settle()
        admitted += [at for at, task in enumerate(tasks) if task.done() and at not in admitted]

    assert admitted == [2, 4, 1, 3, 0]


@pytest.mark.parametrize(("chance", "seconds"), [(0.0, 1), (0.5, 3), (0.999, 5)])
def test_the_refused_are_told_to_return_within_one_to_five_seconds(chance, seconds):
    gate = Gate(Caps(1, 1, 1, waiting=0), chance=lambda: chance)
    gate.enter("normal")

    with pytest.raises(Overloaded) as refused:
        gate.enter("normal")

    assert refused.value.facts["retry_after"] == seconds


def test_who_goes_away_while_waiting_leaves_no_trace(loop, gate):
    arrive(loop, gate, "normal", 3)
    gone, stays = arrive(loop, gate, "normal", 2)

    gone.cancel()
    gate.leave()
    loop.settle()

    assert gone.cancelled()
    assert is_in(stays)
    assert (gate.in_flight, gate.waiting) == (3, 0)


def test_who_goes_away_just_as_the_slot_comes_gives_it_on(loop, gate):
    arrive(loop, gate, "normal", 3)
    gone, stays = arrive(loop, gate, "normal", 2)

    gate.leave()
    gone.cancel()
    loop.settle()

    assert gone.cancelled()
    assert is_in(stays)
    assert (gate.in_flight, gate.waiting) == (3, 0)


def test_who_goes_away_just_as_the_refusal_comes_takes_no_slot_along(loop, gate):
    arrive(loop, gate, "normal", 3)
    (gone,) = arrive(loop, gate, "normal")

    loop.hour += 0.1
    loop.call_later(0, gone.cancel)
    loop.settle()

    assert gone.done()
    assert (gate.in_flight, gate.waiting) == (3, 0)


def test_after_a_storm_everybody_gets_in_again(loop, gate):
    for _ in range(50):
        arrive(loop, gate, "sheddable", 3)
        loop.advance(0.05)
    loop.advance(0.1)
    while gate.in_flight:
        gate.leave()

    assert all(is_in(task) for task in arrive(loop, gate, "sheddable", 2))


def test_the_usual_caps_follow_from_the_database_slots():
    assert caps_of(8) == Caps(critical=16, normal=8, sheddable=6, waiting=32)
    assert caps_of(1) == Caps(critical=2, normal=1, sheddable=1, waiting=4)


def test_caps_out_of_order_are_refused():
    with pytest.raises(ValueError, match="sheddable <= normal <= critical"):
        Caps(critical=1, normal=2, sheddable=1, waiting=1)


def cancel(loop, tasks):
    for task in tasks:
        task.cancel()
    loop.settle()


class AnyCourse(RuleBasedStateMachine):
    """Arrivals, departures, cancellations and time in any order."""

    def __init__(self):
        super().__init__()
        self.loop = HandLoop()
        self.gate = Gate(CAPS, chance=lambda: 0.0)
        self.inside = 0
        self.outside = []

    @rule(importance=st.sampled_from(IMPORTANCES))
    def arrive(self, importance):
        self.outside.append((importance, self.loop.create_task(come(self.gate, importance))))

    @precondition(lambda self: self.inside)
    @rule()
    def leave(self):
        self.inside -= 1
        self.gate.leave()

    @precondition(lambda self: self.outside)
    @rule(which=st.integers(0))
    def go_away(self, which):
        self.outside[which % len(self.outside)][1].cancel()

    @rule(seconds=st.sampled_from([0.0, 0.03, 0.1]))
    def pass_time(self, seconds):
        self.loop.advance(seconds)
        self.look()

    def look(self):
        """Those who got in are inside; of each importance they got in in order."""
        for importance in IMPORTANCES:
            line = [task for each, task in self.outside if each == importance]
            through = [task for task in line if is_in(task)]
            waiting = [task for task in line if not task.done()]
            assert not (through and waiting) or line.index(through[-1]) < line.index(waiting[0])
            self.inside += len(through)
        self.outside = [(each, task) for each, task in self.outside if not task.done()]

    @invariant()
    def the_hard_cap_holds(self):
        assert 0 <= self.gate.in_flight <= CAPS.critical

    @invariant()
    def no_slot_is_lost_or_invented(self):
        self.loop.settle()
        self.look()
        assert self.gate.in_flight == self.inside
        assert self.gate.waiting == len(self.outside)

    @invariant()
    def nobody_waits_while_there_is_room(self):
        for importance, _ in self.outside:
            assert self.gate.in_flight >= getattr(CAPS, importance)

    def teardown(self):
        cancel(self.loop, [task for _, task in self.outside])
        self.look()
        assert self.gate.in_flight == self.inside
        assert self.gate.waiting == 0
        self.loop.close()


class AnyRace(AnyCourse):
    """The same, with several acts before the loop runs again."""

    @invariant()
    def no_slot_is_lost_or_invented(self):
        pass

    @invariant()
    def nobody_waits_while_there_is_room(self):
        pass


test_any_course_keeps_the_promises = AnyCourse.TestCase
test_any_race_keeps_the_caps_and_loses_no_slot = AnyRace.TestCase
test_any_course_keeps_the_promises.settings = settings(deadline=None, max_examples=60)
test_any_race_keeps_the_caps_and_loses_no_slot.settings = settings(deadline=None, max_examples=100)
