import pytest
from sqlalchemy import func, select

import models
from contract.errors import MessageNotFound
from models.delivery.table import Delivery
from models.messaging import chores, listener, message, stats
from models.messaging import queue as queues
from models.messaging.table import Message
from models.paging import Page

MINUTE = 60_000


def settle(desk):
    """Do all of it; give how many rounds it took."""
    rounds = 0
    while desk.who.write(chores.settle):
        rounds += 1
    return rounds


def test_it_is_one_of_the_servers_chores():
    assert chores.settle in models.chores()


def test_a_message_that_waited_too_long_expires_and_that_is_told(desk, clock):
    queue = desk.queue(retention_ms=MINUTE)
    made = desk.listener(queue["id"])
    sent = desk.send(queue["id"])
    assert settle(desk) == 0
    clock.forward(minutes=1, seconds=1)
    late = desk.send(queue["id"])
    assert settle(desk) == 1
    assert desk.seen(sent)["state"] == "expired"
    told = desk.events()[-1]
    assert (told["type"], told["message"]["id"]) == ("message_published_not_ok", sent["id"])
    assert told["listener"]["id"] == made["id"]
    assert desk.who.read(stats.messages)["last_1_hours"]["message_published_not_ok"] == 1
    assert desk.carry() == [(made["id"], late["id"])]


def test_an_expired_message_can_be_seen_for_a_week(desk, clock):
    queue, kept = desk.queue(retention_ms=MINUTE), desk.queue()
    desk.listener(queue["id"])
    sent, other = desk.send(queue["id"]), desk.send(kept["id"])
    clock.forward(minutes=1, days=6, hours=23)
    settle(desk)
    assert desk.seen(sent)["state"] == "expired"
    clock.forward(hours=2)
    settle(desk)
    with pytest.raises(MessageNotFound):
        desk.seen(sent)
    assert [one["id"] for one in desk.who.read(message.page, Page(9)).items] == [other["id"]]
    left = select(func.count()).select_from(Delivery)
    assert desk.who.read(lambda session, _tenant: session.execute(left).scalar_one()) == 0


def test_a_trial_that_expires_is_no_message(desk, clock):
    queue = desk.queue(retention_ms=MINUTE)
    made = desk.listener(queue["id"])
    desk.who.write(listener.test, queue["id"], made["id"])
    clock.forward(minutes=2)
    assert settle(desk) == 1
    assert "message_published_not_ok" not in desk.types()


def test_a_deleted_queue_goes_little_by_little(desk):
    queue = desk.queue()
    insert = Message.__table__.insert()
    rows = [
        {
            "tenant": desk.who.tenant,
            "id": f"m{at:020}",
            "queue_id": queue["id"],
            "data": "",
            "media": "text/plain",
            "stored_at": desk.clock.now,
        }
        for at in range(chores.MOST + 1)
    ]
    desk.who.write(lambda session, _tenant: session.execute(insert, rows) and None)
    desk.who.write(queues.delete, queue["id"])
    assert settle(desk) == 3


def test_another_organization_is_left_alone(desk, theirs, clock):
    queue = theirs.queue(retention_ms=MINUTE)
    theirs.listener(queue["id"])
    sent = theirs.send(queue["id"])
    clock.forward(minutes=2)
    assert settle(desk) == 0
    assert theirs.seen(sent)["state"] == "pending"
