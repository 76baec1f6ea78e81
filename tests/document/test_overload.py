"""Under load every operation is refused or served by its importance, and all are served again when it is over."""

from __future__ import annotations

import asyncio

import pytest
from answers import refused
from calls import OPERATIONS, absent

from conventions.overload import caps_of

IN_FLIGHT = 8
CAPS = caps_of(IN_FLIGHT)


@pytest.fixture
def tight(applications):
    """An application with few slots, and budgets that are never used up."""
    return applications(CHARTER_IN_FLIGHT=str(IN_FLIGHT), CHARTER_RATE_LIMIT_SCALE="1000")


@pytest.fixture
def answers(tight, loop):
    """The answers to calls of operations at the same time, while so many slots are taken by others."""
    alice, gate = tight.caller("alice"), tight.server.conventions.work.gate

    async def given(operations, taken):
        gate.in_flight += taken
        try:
            return await asyncio.gather(*(absent(one).send(alice) for one in operations))
        finally:
            gate.in_flight -= taken

    return lambda operations, taken: loop.run(given(operations, taken))


@pytest.fixture
def turned_away(answers):
    """Those of the operations that are answered 503 when one is called after another."""
    return lambda operations, taken: [
        one.id for one in operations if answers([one], taken)[0].status == 503
    ]


def of(*importances):
    return [operation for operation in OPERATIONS if operation.rules.importance in importances]


@pytest.mark.parametrize(
    ("taken", "less"),
    [
        (CAPS.sheddable, ["sheddable"]),
        (CAPS.normal, ["sheddable", "normal"]),
        (CAPS.critical, ["sheddable", "normal", "critical"]),
    ],
)
def test_what_is_of_less_importance_is_refused_until_a_moment_later(taken, less, answers):
    wanted = of(*less)
    given = answers(wanted, taken)
    pairs = zip(wanted, given, strict=True)
    assert [fault for one, answer in pairs for fault in refused(answer, one, "overloaded")] == []
    assert {answer.headers["retry-after"] for answer in given} <= {"1", "2", "3", "4", "5"}


@pytest.mark.parametrize(
    ("taken", "more"),
    [
        (CAPS.sheddable - 1, ["sheddable", "normal", "critical"]),
        (CAPS.normal - 1, ["normal", "critical"]),
        (CAPS.critical - 1, ["critical"]),
    ],
)
def test_what_is_of_more_importance_is_served_while_there_is_one_slot(taken, more, turned_away):
    assert turned_away(of(*more), taken) == []


def test_when_the_load_is_over_everything_is_served(answers, turned_away):
    answers(OPERATIONS, CAPS.critical)
    assert turned_away(OPERATIONS, 0) == []
