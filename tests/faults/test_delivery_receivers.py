"""Whatever receivers do, what was acknowledged is delivered, waits, or is a dead letter that can be seen."""

import asyncio
import random
from collections import Counter

import pytest
from aiohttp import web
from receiver import Raw, Receiver, nobody
from standardwebhooks import Webhook

from delivery.signature import signed
from models.delivery import record
from models.delivery.address import Rules
from models.paging import Page


def test_a_listener_that_was_down_for_a_day_gets_everything(office, clock):
    """With a liveness address only that is asked meanwhile; without one, one delivery is tried."""
    with nobody() as url:
        port = int(url.rsplit(":", 1)[1].split("/")[0])
        asked = office.add(url, liveness_url=url.replace("hook", "alive"))
        tried, lined = office.add(url), office.add(url, ordering="fifo")
        sent = []
        for hour in range(24):
            for _ in range(2):
                sent.append(office.publish(asked, tried, lined, position=len(sent)))
            for _ in range(3):
                office.work()
                clock.forward(minutes=20)
            assert hour < 6 or office.seen(asked)["liveness"]["state"] == "inactive"
    with Receiver(listen=port) as receiver:
        for _ in range(40):
            office.work()
            clock.forward(minutes=20)
        got = [one.id for one in receiver.got if one.method == "POST"]
    assert {row.state for row in office.rows()} == {"delivered"}
    assert Counter(got) == Counter(sent * 3)


def test_a_bad_neighbourhood_costs_a_good_listener_nothing(office, receiver, clock):
    replies = {
        "redirect": lambda: web.Response(status=307, headers={"location": receiver.url}),
        "later": lambda: web.Response(status=429, headers={"retry-after": "3600"}),
        "gone": lambda: web.Response(status=410),
        "refuses": lambda: web.Response(status=400),
        "fails": lambda: web.Response(status=500, body=b"x" * 100_000),
    }

    def reply(got):
        return replies[got.path.strip("/")]()

    with Receiver(reply=reply) as bad, Raw(says=b"\xff\x00 no\r\n\r\n") as raw, nobody() as url:
        base = bad.url.removesuffix("hook")
        neighbours = [office.add(base + name) for name in replies]
        neighbours += [office.add(raw.url), office.add(url), office.add("http://10.0.0.1/")]
        good, secret = office.added(receiver.url, ordering="fifo")
        sent = [office.publish(good, *neighbours, position=number) for number in range(12)]
        for _ in range(20):
            office.work()
            clock.forward(hours=2)
    assert receiver.ids == sent
    for got in receiver.got:
        stamp = int(got.headers["webhook-timestamp"])
        assert signed(got.id, stamp, got.body, secret) == got.headers["webhook-signature"]
    _accounted(office, len(sent) * (len(neighbours) + 1))


def _accounted(office, total):
    """Everything is delivered, waits, or is listed among the dead letters."""
    counts = Counter(row.state for row in office.rows())
    assert sum(counts.values()) == total
    assert set(counts) <= {"delivered", "waiting", "dead"}
    ids = [lane.id for lane in office.lanes()]
    letters = office.do(
        lambda session, tenant: record.dead_letters(session, tenant, ids, Page(1000))
    )
    assert len(letters.items) == counts["dead"]
    assert all(letter["last_error"] or letter["last_status"] for letter in letters.items)


@pytest.mark.parametrize("inside", ["169.254.169.254", "127.0.0.1", "::1", "64:ff9b::a9fe:a9fe"])
def test_a_name_that_turns_inside_gets_nothing_from_then_on(office, receiver, clock, inside):
    """Its first answer is allowed, as a public address would be; the next is not."""
    answers = ["127.0.0.1"]
    rules = Rules(networks=(_network("127.0.0.1/32"),))
    id = office.add(f"http://hooks.example.com:{receiver.port}/")
    first = office.publish(id)
    office.work(look=lambda *_: list(answers), rules=rules)

    answers[:] = [inside]
    second = office.publish(id)
    office.work(look=lambda *_: list(answers), rules=Rules(ports=frozenset({receiver.port})))

    assert receiver.ids == [first]
    assert office.row(second).state == "dead"
    assert "address" in office.row(second).last_error


def _network(text):
    from ipaddress import ip_network  # noqa: PLC0415

    return ip_network(text)


def test_nobody_gets_what_is_for_another_tenant(office, receiver):
    from models.platform import organization  # noqa: PLC0415

    other = office.database.write(lambda session: organization.create(session, "io.example.other"))
    with Receiver() as theirs:
        mine = office.add(receiver.url)
        tenant, office.tenant = office.tenant, other["organizationId"]
        office.publish(office.add(theirs.url), subject="theirs")
        office.publish(mine, subject="a guess")  # an id of another tenant leads nowhere
        office.tenant = tenant
        office.publish(mine, subject="mine")
        office.work()
        assert (receiver.ids, theirs.ids) == (["mine"], ["theirs"])


def test_two_workers_at_once_deliver_once_and_in_order(office, receiver, clock):
    chance = random.Random(11)

    def reply(_got):
        return web.Response(status=500 if chance.random() < 0.1 else 200)

    receiver.reply = reply
    ids = [office.added(receiver.url, ordering="fifo") for _ in range(6)]
    sent = [office.publish(*[id for id, _ in ids], position=number) for number in range(15)]

    async def both():
        import delivery.worker  # noqa: PLC0415

        await asyncio.gather(*(delivery.worker.once(office.plan()) for _ in range(2)))

    while any(row.state == "waiting" for row in office.rows()):
        asyncio.run(both())
        clock.forward(hours=11)
    assert {row.state for row in office.rows()} <= {"delivered", "dead"}
    for _, secret in ids:
        mine = [got for got in receiver.got if _by(secret, got)]
        assert list(dict.fromkeys(got.id for got in mine)) == sent
        attempts = Counter((got.id, got.headers["x-attempt"]) for got in mine)
        assert set(attempts.values()) == {1}


def _by(secret, got):
    stamp = int(got.headers["webhook-timestamp"])
    return signed(got.id, stamp, got.body, secret) == got.headers["webhook-signature"]


def test_a_real_receiver_can_verify_the_first_and_the_last_attempt(office, receiver, clock):
    replies = iter([500, 200])
    receiver.reply = lambda _got: web.Response(status=next(replies))
    id, secret = office.added(receiver.url)
    office.publish(id)
    office.work()
    first = receiver.got[0]
    assert Webhook(secret).verify(first.body, first.headers)
    clock.forward(seconds=6)
    office.work()
    last = receiver.got[1]
    assert Webhook(secret).verify(last.body, last.headers)
    assert first.id == last.id
