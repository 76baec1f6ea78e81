from datetime import timedelta

import pytest

from models.delivery import destination, lane, record, settle
from models.delivery.outcome import Outcome
from models.paging import Page


def row(post, subject):
    (one,) = post.who.read(record.deliveries_of, subject, Page()).items
    return one


def test_what_is_acknowledged_is_settled_for_good(post):
    id = post.add()
    subject = post.send(id)
    (held,) = post.claim()
    settled = post.answer(held, status=204)
    assert (len(settled.ids), settled.held, settled.in_flight) == (1, False, 10)
    one = row(post, subject)
    assert (one["state"], one["due_at"], one["attempts"], one["last_status"]) == (
        "delivered",
        None,
        1,
        204,
    )
    assert post.seen(id)["acknowledged"] == 1
    assert post.seen(id)["liveness"] == {"state": "stable", "success_count": 1, "failure_count": 0}
    assert post.due(held) == []


def test_nothing_is_settled_twice(post):
    id = post.add()
    post.send(id)
    (held,) = post.claim()
    (one,) = post.due(held)
    assert post.settle(held, post.outcome(one)).ids == [one.id]
    assert post.settle(held, post.outcome(one, "dead")).ids == []
    assert post.seen(id)["acknowledged"] == 1


def test_what_failed_is_due_again_when_it_is_said(post, clock):
    subject = post.send(post.add())
    (held,) = post.claim()
    post.answer(held, "again", status=503, error="http_503")
    one = row(post, subject)
    assert (one["state"], one["attempts"], one["last_error"]) == ("waiting", 1, "http_503")
    assert post.due(held) == []
    clock.forward(seconds=5)
    assert [(found.attempts, found.tries) for found in post.due(held)] == [(1, 1)]


def test_what_is_given_up_is_a_visible_dead_letter(post):
    id = post.add()
    subject = post.send(id)
    (held,) = post.claim()
    post.answer(held, "dead", error="address_not_allowed")
    (letter,) = post.who.read(record.dead_letters, [id], Page()).items
    assert (letter["subject_id"], letter["last_error"]) == (subject, "address_not_allowed")


def test_a_destination_that_says_it_is_gone_is_held_with_all_that_waits(post, clock):
    id = post.add()
    post.send(id)
    post.send(id)
    (held,) = post.claim()
    first, _ = post.due(held)
    assert post.settle(held, post.outcome(first, "gone", status=410)).held
    assert post.seen(id)["state"] == "gone"
    assert post.do(lane.renew, held, lease=timedelta(minutes=1)) is None
    clock.forward(days=9)
    assert post.claim() == []
    assert post.who.read(record.backlog, id) == 2


def test_ten_failures_hold_the_lane(post, clock):
    id = post.add(liveness_url="https://example.com/up")
    post.send(id)
    (held,) = post.claim()
    assert not post.fails(held, 9).held
    assert post.fails(held, 1).held
    assert post.seen(id)["liveness"]["state"] == "inactive"
    assert post.do(lane.renew, held, lease=timedelta(minutes=1)) is None
    clock.forward(days=1)
    assert post.claim() == []


def test_what_was_not_attempted_is_neither_logged_nor_blamed_on_the_destination(post):
    id = post.add()
    subject, other = post.send(id), post.send(id)
    (held,) = post.claim()
    one, two = post.due(held)
    post.settle(held, post.outcome(one, "dropped"), post.outcome(two, "expired"))
    assert [row(post, name)["state"] for name in (subject, other)] == ["dropped", "expired"]
    assert row(post, subject)["attempts"] == 0
    assert post.who.read(record.attempts_of, subject, Page()).items == []
    assert post.seen(id)["liveness"]["state"] == "unknown"


def test_every_attempt_is_logged_with_its_number(post, clock):
    subject = post.send(post.add())
    (held,) = post.claim()
    post.answer(held, "again", status=500, due_at=clock.now)
    post.answer(held, "again", error="timeout", due_at=clock.now)
    post.answer(held, status=200)
    log = post.who.read(record.attempts_of, subject, Page(2))
    assert [(one["attempt"], one["status"], one["error"]) for one in log.items] == [
        (1, 500, None),
        (2, None, "timeout"),
    ]
    assert (log.total, log.items[0]["duration_ms"]) == (3, 12)
    rest = post.who.read(record.attempts_of, subject, Page(2, after=log.next))
    assert [(one["attempt"], one["status"]) for one in rest.items] == [(3, 200)]


def test_lanes_are_settled_together_and_a_lost_one_alone_is_left_out(post, clock):
    first, second = post.add(), post.add()
    post.send(first, second)
    held = {one.id: one for one in post.claim("one")}
    clock.forward(minutes=1)
    post.do(lane.claim_one, post.who.tenant, second, "two", lease=timedelta(minutes=1))
    batches = [
        (held[id], [post.outcome(one) for one in post.due(held[id])]) for id in (first, second)
    ]
    settled = post.do(settle.settle_all, batches)
    assert [(len(one.ids), one.held) for one in settled] == [(1, False), (0, True)]
    assert [post.seen(id)["acknowledged"] for id in (first, second)] == [1, 0]


def test_one_lane_settles_nothing_of_another(post):
    first, second = post.add(), post.add()
    post.send(first, second)
    held = {one.id: one for one in post.claim()}
    (one,) = post.due(held[second])
    assert post.settle(held[first], post.outcome(one)).ids == []
    assert post.settle(held[second], post.outcome(one)).ids == [one.id]


def test_a_disabled_destination_finishes_what_is_under_way(post):
    id = post.add()
    post.send(id)
    (held,) = post.claim()
    post.who.write(destination.disable, id)
    settled = post.answer(held)
    assert (len(settled.ids), settled.held) == (1, True)


def test_nothing_at_all_can_be_settled(post):
    assert post.do(settle.settle_all, []) == []
    post.send(post.add())
    (held,) = post.claim()
    assert not post.settle(held).held
    assert post.do(lane.release, []) == 0


@pytest.mark.parametrize("given", [{"result": "lost"}, {"result": "again"}])
def test_an_outcome_is_whole(clock, given):
    with pytest.raises(ValueError, match=r"result|time"):
        Outcome("id", at=clock.now, **given)
