from datetime import timedelta

from sqlalchemy import func, select, update

from models.delivery import lane, record, sweep
from models.delivery.table import Attempt, Delivery, Destination

DAY = timedelta(days=1)


def count(post, table):
    return post.do(lambda session: session.execute(select(func.count(table.tenant))).scalar_one())


def settle(post, result):
    for held in post.claim():
        post.answer(held, result)
        post.do(lane.release, [held])


def test_what_is_over_goes_after_a_while_with_its_attempts(post, theirs, clock):
    id = post.add()
    post.send(id)
    settle(post, "delivered")
    clock.forward(days=1)
    young = post.send(id)
    settle(post, "delivered")
    assert theirs.who.write(sweep.sweep, clock.now) == 0
    assert post.who.write(sweep.sweep, clock.now - DAY / 2) == 1
    assert post.who.write(sweep.sweep, clock.now - DAY / 2) == 0
    assert (count(post, Delivery), count(post, Attempt)) == (1, 1)
    assert post.who.read(record.states_of, [young]) == {young: "delivered"}


def test_what_waits_is_never_swept_and_dead_letters_only_by_name(post, clock):
    id = post.add()
    post.send(id)
    settle(post, "dead")
    post.send(id)
    clock.forward(days=1)
    assert post.who.write(sweep.sweep, clock.now) == 0
    assert post.who.write(sweep.sweep, clock.now, states=["dead"]) == 1
    assert post.who.read(record.backlog, id) == 1


def test_a_long_list_is_swept_a_part_at_a_time(post, clock):
    id = post.add()
    for _ in range(3):
        post.send(id)
    settle(post, "delivered")
    clock.forward(days=1)
    swept = [post.who.write(sweep.sweep, clock.now, most=2) for _ in range(3)]
    assert swept == [2, 1, 0]


def test_a_long_line_of_a_removed_destination_is_dropped_a_part_at_a_time(post, clock):
    id, here = post.add(), post.add()
    subjects = [post.send(id, here) for _ in range(3)]
    values = {"state": "removed", "state_at": clock.now}
    post.do(
        lambda session: session.execute(
            update(Destination).where(Destination.id == id).values(values)
        )
    )
    assert [post.do(sweep.drop, most=2) for _ in range(3)] == [2, 1, 0]
    assert set(post.who.read(record.states_of, subjects).values()) == {"pending"}
    assert count(post, Destination) == 2
    clock.forward(days=2)
    assert [post.do(sweep.drop), post.do(sweep.drop)] == [1, 0]
    assert (count(post, Destination), post.who.read(record.backlog, here)) == (1, 3)
