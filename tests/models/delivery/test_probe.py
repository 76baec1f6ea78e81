from models.delivery import destination, probe

UP = "https://example.com/up"


def test_a_destination_with_a_liveness_address_is_probed_at_once_and_then_seldom(post, clock):
    id = post.add(liveness_url=UP, timeout_ms=700)
    post.add()
    (one,) = post.do(probe.take)
    assert (one.id, one.url, one.timeout_ms) == (id, UP, 700)
    assert post.do(probe.take) == []
    assert post.do(probe.probed, one.tenant, one.id, ok=True)
    assert post.seen(id)["liveness"] == {"state": "stable", "success_count": 1, "failure_count": 0}
    clock.forward(minutes=4)
    assert post.do(probe.take) == []
    clock.forward(minutes=1)
    assert len(post.do(probe.take)) == 1


def test_a_probe_whose_worker_died_is_due_again(post, clock):
    post.add(liveness_url=UP)
    assert len(post.do(probe.take)) == 1
    clock.forward(seconds=30)
    assert len(post.do(probe.take)) == 1


def test_a_good_probe_lets_one_delivery_through(post, clock):
    id = post.add(liveness_url=UP)
    post.send(id)
    post.do(probe.take)
    post.fails(post.claim()[0])
    clock.forward(minutes=2)
    assert post.claim() == []
    (one,) = post.do(probe.take)
    post.do(probe.probed, one.tenant, one.id, ok=False)
    assert post.claim() == []
    post.do(probe.probed, one.tenant, one.id, ok=True)
    (held,) = post.claim()
    assert held.in_flight == 1
    assert post.answer(held).in_flight == 2


def test_a_held_or_foreign_destination_is_not_probed(post, theirs, clock):
    id = post.add(liveness_url=UP)
    post.who.write(destination.disable, id)
    assert post.do(probe.take) == []
    assert not post.do(probe.probed, post.who.tenant, id, ok=True)
    post.who.write(destination.enable, id)
    assert not post.do(probe.probed, theirs.who.tenant, id, ok=True)
    assert [one.id for one in post.do(probe.take)] == [id]


def test_a_new_liveness_address_is_asked_at_once(post, clock):
    id = post.add()
    post.who.write(destination.change, id, liveness_url=UP)
    assert [one.url for one in post.do(probe.take)] == [UP]
    post.who.write(destination.change, id, liveness_url=None)
    clock.forward(days=1)
    assert post.do(probe.take) == []


def test_an_open_circuit_whose_probe_is_taken_away_is_tried_with_a_delivery(post, clock):
    id = post.add(liveness_url=UP)
    post.send(id)
    post.fails(post.claim()[0])
    post.who.write(destination.change, id, liveness_url=None)
    clock.forward(minutes=2)
    assert [one.in_flight for one in post.claim()] == [1]
