"""A place at the gate is given back, and a unit of work is answered with what became of it."""

import asyncio

import pytest

from conventions.exchange import Answer

ANSWER = Answer(200, [], b"done")


def failing(_):
    raise ValueError


def test_a_place_is_given_back_whether_the_step_succeeds_or_fails(serving, ask):
    async def fails(_exchange):
        assert work.gate.in_flight == 1
        raise ValueError

    async def run():
        with pytest.raises(ValueError, match=r"^$"):
            await work.gated("normal", ask(), fails)

    work = serving.parts().work
    asyncio.run(run())

    assert work.gate.in_flight == 0


def test_a_unit_of_work_gives_its_answer(serving):
    assert asyncio.run(serving.parts().work.submit(lambda _session: ANSWER)) is ANSWER


def test_a_unit_of_work_that_fails_tells_why(serving):
    with pytest.raises(ValueError, match=r"^$"):
        asyncio.run(serving.parts().work.submit(failing))
