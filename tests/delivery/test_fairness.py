"""Those who never answer hold up themselves, and nobody else."""

import asyncio
import random
import threading

import pytest
from aiohttp import web
from receiver import Receiver

from delivery.answer import Answer
from delivery.pace import Paces
from delivery.rate import Rates
from delivery.slots import Share, Slots

GOOD = 900


class Network:
    """Hundreds of receivers; those with `hang` in their address answer when the test says so."""

    def __init__(self, good):
        self._good = good
        self.answered = []
        self.hanging = set()
        self.released = asyncio.Event()

    async def send(self, call):
        if "hang" in call.url:
            self.hanging.add(call.url)
            await self.released.wait()
            return Answer(15_000, error="no answer in time")
        await asyncio.sleep(0)
        self.answered.append(call.url)
        if len(self.answered) >= self._good:
            self.released.set()
        return Answer(1, status=200)

    async def close(self):
        pass


@pytest.mark.parametrize("many", [100, 600])
def test_hundreds_that_hang_do_not_starve_nine_hundred_that_answer(office, many):
    """Nobody who hangs is let go before all others have everything: so none may depend on it."""
    urls = [f"https://hang.example/{number}" for number in range(many)]
    urls += [f"https://good.example/{number}" for number in range(GOOD)]
    random.Random(5).shuffle(urls)

    def add_all(session, tenant):
        from models.delivery import destination, line  # noqa: PLC0415

        ids = [
            destination.add(
                session, tenant, kind="listener", source="q", owner_id=str(number), url=url
            )[0]["id"]
            for number, url in enumerate(urls)
        ]
        for number in range(3):
            line.enqueue(session, tenant, ids, kind="message", subject_id=f"m{number}")

    office.do(add_all)

    async def run():
        from delivery.units import Units  # noqa: PLC0415

        network = Network(3 * GOOD)
        units = Units(office.database)
        work = await office.plan().work(network, units)
        await work.pass_()
        units.close()
        return network

    network = asyncio.run(run())
    assert len(network.answered) == 3 * GOOD
    assert len(network.hanging) == many


def test_one_tenant_that_hangs_does_not_delay_another(office, receiver):
    """The good one is served while the other still hangs: what ends the waiting is its delivery."""
    let_go = threading.Event()

    async def hangs(_got):
        await asyncio.get_running_loop().run_in_executor(None, let_go.wait, 30)
        return web.Response()

    def answers(_got):
        let_go.set()
        return web.Response()

    receiver.reply = answers
    with Receiver(reply=hangs) as slow:
        bad, good = office.add(slow.url), office.add(receiver.url)
        for _ in range(3):
            office.publish(bad)
        office.publish(good)
        office.work()
    assert {row.state for row in office.rows()} == {"delivered"}


def test_slow_ones_of_a_destination_do_not_stop_its_quick_ones(office, receiver):
    """The first is answered only after all the others were."""
    rest = asyncio.Event()

    async def reply(_got):
        if len(receiver.got) == 1:
            await rest.wait()
        if len(receiver.got) == 30:
            rest.set()
        return web.Response()

    receiver.reply = reply
    id = office.add(receiver.url)
    for _ in range(30):
        office.publish(id)
    office.work()
    assert {row.state for row in office.rows()} == {"delivered"}


def test_a_call_that_lingers_gives_its_slot_to_another():
    async def run():
        slots = Slots(1, patience=0.01)
        lingers, end = asyncio.Event(), asyncio.Event()
        share = Share(slots, quick=end.set, lingers=lingers.set)

        async def out():
            with share.call():
                await end.wait()

        task = asyncio.create_task(out())
        await asyncio.sleep(0)
        before = (slots.free, slots.lanes_free, slots.quick, slots.lingering)
        await lingers.wait()
        after = (slots.free, slots.lanes_free, slots.quick, slots.lingering)
        end.set()
        await task
        share.end()
        return before, after, (slots.in_flight, slots.lanes, slots.lingering_lanes)

    before, after, end = asyncio.run(run())
    assert before == (False, 0, 1, 0)
    assert after == (True, 1, 0, 1)
    assert end == (0, 0, 0)


def test_a_stranger_begins_with_one_and_earns_more():
    paces = Paces()
    earned = [paces.of("a")]
    for _ in range(5):
        paces.quick("a", 10)
        earned.append(paces.of("a"))
    paces.lingers("a")
    assert (*earned, paces.of("a")) == (1, 2, 4, 8, 10, 10, 1)


@pytest.mark.parametrize("rate", [1, 7, 50, 1000])
def test_in_no_second_are_there_more_than_the_rate_and_a_tenth(clock, rate):
    rates, sent = Rates(), []
    for _ in range(3000):
        until = rates.take("a", rate, clock.now)
        if until is None:
            sent.append(clock.now)
        else:
            assert until > clock.now
        clock.forward(milliseconds=1)
    for at, first in enumerate(sent):
        within = sum((one - first).total_seconds() < 1 for one in sent[at:])
        assert within <= rate * 1.1 + 1
    assert len(sent) >= 2.9 * rate
