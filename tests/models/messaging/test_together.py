import threading
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from contract.errors import NameTaken, QueueNotFound
from models.delivery.table import Delivery
from models.messaging import api_client, event, message, queue, stats
from models.messaging.chores import settle
from models.messaging.table import Message
from models.paging import Page


def at_once(number, act):
    """Call `act` with 0, 1, … in as many threads, all begun together."""
    gate = threading.Barrier(number)

    def one(which):
        gate.wait()
        return act(which)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def test_places_in_line_are_in_the_order_of_the_commits(desk):
    made = desk.queue(ordering="fifo")
    listens = desk.listener(made["id"])
    done = []

    def publish(which):
        for step in range(10):
            sent = desk.send(made["id"], f"{which}-{step}")
            done.append((which, step, sent["id"]))

    at_once(6, publish)
    query = select(Delivery.position, Delivery.subject_id).order_by(Delivery.position)
    found = desk.who.read(lambda s, _t: [tuple(row) for row in s.execute(query)])
    assert [position for position, _ in found] == list(range(1, 61))
    steps = {id: (which, step) for which, step, id in done}
    for which in range(6):
        mine = [steps[id][1] for _, id in found if steps[id][0] == which]
        assert mine == list(range(10))
    assert desk.carry() == [(listens["id"], id) for _, id in found]


def test_events_and_counts_are_exact_when_many_publish_and_deliver(desk):
    made = desk.queue()
    for _ in range(2):
        desk.listener(made["id"])

    def act(which):
        for _ in range(10):
            if which < 5:
                desk.send(made["id"])
            else:
                desk.carry("delivered", holder=f"worker-{which}")

    at_once(8, act)
    desk.carry()
    numbers = desk.who.read(stats.messages)["last_24_hours"]
    assert (numbers["message_added"], numbers["message_published_ok"]) == (50, 100)
    for type, number in (("message_added", 50), ("message_published_ok", 100)):
        found = desk.who.read(event.page, Page(1), types=[type])
        assert found.total == number
    first = desk.who.read(event.page, Page(100), types=["message_published_ok"]).items
    pairs = {(one["message"]["id"], one["listener"]["id"]) for one in first}
    assert len(pairs) == 100


def test_a_name_is_given_to_one_of_many(desk):
    def act(_which):
        try:
            return desk.who.write(api_client.create, {"name": "billing"})["id"]
        except NameTaken:
            return None

    assert len([id for id in at_once(8, act) if id]) == 1


def test_nothing_is_put_into_a_queue_after_its_deletion(desk):
    made = desk.queue()
    desk.listener(made["id"])

    def act(which):
        if which == 0:
            desk.who.write(queue.delete, made["id"])
            return None
        try:
            return desk.send(made["id"])["id"]
        except QueueNotFound:
            return None

    at_once(8, act)
    assert desk.carry() == []
    while desk.who.write(settle):
        pass
    left = desk.who.read(lambda s, _t: s.execute(select(Message.id)).scalars().all())
    assert left == []


def test_a_listener_that_comes_meanwhile_gets_all_that_is_stored_after_it(desk):
    made = desk.queue(ordering="fifo")

    def act(which):
        if which == 0:
            listens = desk.listener(made["id"])
            after = [desk.send(made["id"])["id"] for _ in range(5)]
            return listens["id"], after
        return [desk.send(made["id"])["id"] for _ in range(10)]

    (id, after), *_ = at_once(5, act)
    carried = desk.carry()
    got = [subject for who, subject in carried if who == id]
    assert [one for one in got if one in after] == after
    newest = desk.who.read(message.page, Page(100)).items
    line = [one["id"] for one in reversed(newest)]
    assert set(got) <= set(line)
