from datetime import timedelta

from models.delivery import circuit, destination, due, lane

MINUTE = timedelta(minutes=1)


def test_what_is_due_comes_in_the_order_of_its_time(post, clock):
    id = post.add()
    later = post.send(id, due_at=clock.now + MINUTE)
    first, second = post.send(id), post.send(id)
    (held,) = post.claim()
    assert post.subjects(held) == [first, second]
    assert post.subjects(held, most=1) == [first]
    clock.forward(minutes=2)
    assert post.subjects(held) == [first, second, later]


def test_what_is_under_way_is_not_read_again(post):
    id = post.add()
    post.send(id)
    second = post.send(id)
    (held,) = post.claim()
    begun = post.due(held, most=1)[0].id
    assert post.subjects(held, most=1, besides={begun}) == [second]


def test_a_line_is_read_from_its_head_by_position(post):
    id = post.add(ordering="fifo")
    second = post.send(id, position=2)
    first = post.send(id, position=1)
    assert post.subjects(post.claim()[0]) == [first, second]


def test_nothing_overtakes_the_head_of_a_line(post, clock):
    id = post.add(ordering="fifo")
    first, second = post.send(id, position=1), post.send(id, position=2)
    (held,) = post.claim()
    head = post.due(held)[0]
    post.settle(held, post.outcome(head, "again"))
    assert post.due(held) == []
    clock.forward(minutes=1)
    assert post.subjects(held) == [first, second]
    assert post.answer(held, "dead").ids


def test_a_line_is_read_up_to_the_first_that_is_not_due(post, clock):
    id = post.add(ordering="fifo")
    first = post.send(id, position=1)
    post.send(id, position=2, due_at=clock.now + MINUTE)
    post.send(id, position=3)
    assert post.subjects(post.claim()[0]) == [first]


def test_a_lane_reads_nothing_of_others(post, theirs):
    mine, other = post.add(), post.add()
    subject = post.send(mine)
    post.send(other)
    theirs.send(theirs.add())
    held = next(one for one in post.claim() if one.id == mine)
    assert post.subjects(held) == [subject]


def test_nothing_is_due_where_nothing_waits(post):
    post.add()
    assert post.do(due.next_at) is None


def test_the_next_moment_is_that_of_the_first_delivery(post, clock):
    id = post.add()
    post.send(id, due_at=clock.now + 2 * MINUTE)
    first = clock.now + MINUTE
    post.send(id, due_at=first)
    assert post.do(due.next_at) == first


def test_the_next_moment_waits_for_leases_and_rests(post, clock):
    id = post.add()
    post.send(id)
    (held,) = post.claim()
    assert post.do(due.next_at) == held.lease_until
    rest = clock.now + 3 * MINUTE
    post.do(lane.release, [held], until=rest)
    assert post.do(due.next_at) == rest


def test_the_next_moment_of_an_open_circuit_is_its_trial(post, clock):
    id = post.add()
    post.send(id)
    (held,) = post.claim()
    post.fails(held)
    post.do(lane.release, [held])
    assert post.claim() == []
    trial = post.do(due.next_at)
    assert timedelta() < trial - clock.now <= circuit.FAILING
    clock.now = trial
    assert [one.in_flight for one in post.claim()] == [1]


def test_disabled_destinations_have_no_next_moment(post):
    id = post.add(liveness_url="https://example.com/up")
    post.send(id)
    post.who.write(destination.disable, id)
    assert post.do(due.next_at) is None
