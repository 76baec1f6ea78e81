from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import func, select

from models.delivery import destination, due, lane, line, settle
from models.delivery.outcome import Outcome
from models.delivery.table import Attempt, Delivery

LEASE = timedelta(hours=1)


def works(post, holder):
    """Serve lanes until none is free, and give what was sent in its order."""
    sent = []
    while True:
        lanes = post.do(lane.claim, holder, most=2, lease=LEASE)
        if not lanes:
            return sent
        for held in lanes:
            found = post.do(due.read, held, most=held.in_flight)
            outcomes = [Outcome(one.id, "delivered", post.clock.now) for one in found]
            ids = post.do(settle.settle, held, outcomes).ids
            assert ids == [one.id for one in found]
            sent.extend((held.id, one.subject_id) for one in found)
        post.do(lane.release, lanes)


def test_many_workers_send_everything_once(post):
    ids = [post.add(ordering="fifo" if number % 2 else "none") for number in range(8)]
    subjects = [post.send(*ids, position=position) for position in range(10)]
    with ThreadPoolExecutor(6) as pool:
        runs = list(pool.map(lambda name: works(post, f"worker-{name}"), range(6)))
    runs.append(works(post, "last"))
    sent = [place for run in runs for place in run]
    assert sorted(sent) == sorted((id, subject) for id in ids for subject in subjects)
    for run in runs:
        for id in ids[1::2]:
            mine = [subjects.index(subject) for one, subject in run if one == id]
            assert mine == sorted(mine)
    logged = post.do(lambda session: session.execute(select(func.count(Attempt.at))).scalar_one())
    assert logged == 80


def test_a_lane_that_many_want_at_once_is_given_to_one(post):
    id = post.add()
    post.send(id)
    tenant = post.who.tenant
    with ThreadPoolExecutor(8) as pool:
        got = list(
            pool.map(
                lambda name: post.do(lane.claim_one, tenant, id, str(name), lease=LEASE), range(8)
            )
        )
    assert len([held for held in got if held is not None]) == 1


def test_a_settle_and_a_takeover_at_once_never_both_succeed(post, clock):
    for _ in range(10):
        id = post.add()
        post.send(id)
        (late,) = post.claim("one")
        (one,) = post.due(late)
        clock.forward(minutes=2)
        outcome = Outcome(one.id, "delivered", clock.now)
        with ThreadPoolExecutor(2) as pool:
            settled = pool.submit(post.settle, late, outcome)
            taken = pool.submit(post.claim, "two")
        ids, lanes = settled.result().ids, taken.result()
        left = [found.id for held in lanes for found in post.due(held)]
        assert (ids, left) in (([one.id], []), ([], [one.id]))
        post.who.write(destination.remove, id)


def test_dead_letters_that_many_replay_at_once_are_sent_once(post):
    id = post.add()
    for _ in range(20):
        post.send(id)
    (held,) = post.claim()
    post.answer(held, "dead")
    with ThreadPoolExecutor(6) as pool:
        replayed = list(pool.map(lambda _: post.who.write(line.replay, most=7), range(6)))
    while more := post.who.write(line.replay):
        replayed.append(more)
    assert sum(replayed) == 20
    assert len(post.due(held)) == 20


def test_publishing_disabling_and_working_at_once_lose_nothing(post):
    ids = [post.add() for _ in range(4)]

    def publish(number):
        post.send(*ids, subject=f"subject-{number}")

    def toggle(number):
        id = ids[number % 4]
        post.who.write(destination.disable, id)
        post.who.write(destination.enable, id)

    with ThreadPoolExecutor(6) as pool:
        done = [pool.submit(publish, number) for number in range(30)]
        done += [pool.submit(toggle, number) for number in range(8)]
        done += [pool.submit(works, post, f"worker-{number}") for number in range(2)]
        for one in done:
            one.result()
    works(post, "last")
    counted = select(Delivery.state, func.count(Delivery.id)).group_by(Delivery.state)
    found = post.do(lambda session: [tuple(row) for row in session.execute(counted)])
    assert found == [("delivered", 120)]
