from datetime import timedelta

import pytest

from models.delivery import destination, lane

MINUTE = timedelta(minutes=1)


def test_a_lane_with_something_due_is_claimed_with_all_that_a_worker_needs(post, vault, clock):
    id = post.add(outbound_key="their key", timeout_ms=900, rate_limit=7, max_in_flight=4)
    post.send(id)
    (held,) = post.claim("one")
    assert (held.tenant, held.id, held.holder, held.epoch) == (post.who.tenant, id, "one", 1)
    assert (held.timeout_ms, held.rate_limit, held.in_flight) == (900, 7, 4)
    assert held.lease_until > clock.now
    assert lane.outbound_key(vault, held) == "their key"
    assert lane.secrets(vault, held.sealed, clock.now) == post.who.read(destination.secrets_of, id)


def test_a_lane_without_anything_due_is_not_claimed(post, clock):
    id = post.add()
    assert post.claim() == []
    post.send(id, due_at=clock.now + MINUTE)
    assert post.claim() == []
    clock.forward(minutes=1)
    assert [held.id for held in post.claim()] == [id]


def test_a_lane_is_in_one_hand_until_its_lease_ends(post, clock):
    post.send(post.add())
    (first,) = post.claim("one")
    assert post.claim("two") == []
    clock.forward(minutes=1)
    (second,) = post.claim("two")
    assert second.epoch == first.epoch + 1
    assert post.answer(first).ids == []
    assert len(post.answer(second).ids) == 1


def test_who_lost_a_lane_can_neither_renew_nor_release_it(post, clock):
    post.send(post.add())
    (late,) = post.claim("one")
    clock.forward(minutes=1)
    (held,) = post.claim("two")
    assert post.do(lane.renew, late, lease=MINUTE) is None
    assert post.do(lane.release, [late]) == 0
    assert post.do(lane.renew, held, lease=MINUTE).epoch == held.epoch


def test_a_renewed_lane_is_held_longer_and_has_the_present_rules(post, clock):
    id = post.add()
    post.send(id)
    (held,) = post.claim("one")
    post.who.write(destination.change, id, max_in_flight=3)
    clock.forward(seconds=59)
    assert post.do(lane.renew, held, lease=MINUTE).in_flight == 3
    clock.forward(seconds=59)
    assert post.claim("two") == []


def test_a_lane_that_was_released_is_free_at_once_or_rests(post, clock):
    first, second = post.add(), post.add()
    post.send(first, second)
    held = {one.id: one for one in post.claim()}
    assert post.do(lane.release, [held[first]]) == 1
    assert post.do(lane.release, [held[second]], until=clock.now + MINUTE) == 1
    assert [one.id for one in post.claim("two")] == [first]
    clock.forward(minutes=1)
    assert second in [one.id for one in post.claim("three")]


def test_whoever_was_served_longest_ago_comes_first(post):
    ids = [post.add() for _ in range(3)]
    post.send(*ids)
    first = post.claim(most=1)
    post.do(lane.release, first)
    others = [post.claim(most=1)[0].id for _ in range(2)]
    assert [first[0].id, *others] == ids


def test_one_lane_is_claimed_by_its_name(post, theirs):
    mine, other = post.add(), theirs.add()
    post.send(mine)
    theirs.send(other)
    claim = {"lease": MINUTE}
    tenant = post.who.tenant
    assert post.do(lane.claim_one, tenant, other, "one", **claim) is None
    assert post.do(lane.claim_one, tenant, mine, "one", **claim).id == mine
    assert post.do(lane.claim_one, tenant, mine, "two", **claim) is None
    assert [held.id for held in post.claim()] == [other]


@pytest.mark.parametrize("act", [destination.disable, destination.remove])
def test_a_lane_that_is_disabled_or_removed_is_neither_claimed_nor_renewed(post, act):
    id = post.add()
    post.send(id)
    (held,) = post.claim()
    assert post.who.write(act, id)
    assert post.do(lane.renew, held, lease=MINUTE) is None
    post.do(lane.release, [held])
    assert post.claim() == []


def test_more_lanes_than_asked_for_are_left_to_others(post):
    post.send(*(post.add() for _ in range(5)))
    assert len(post.claim("one", most=2)) == 2
    assert len(post.claim("two", most=9)) == 3


def test_only_the_head_of_the_line_makes_a_fifo_lane_due(post, clock):
    id = post.add(ordering="fifo")
    post.send(id, position=1, due_at=clock.now + MINUTE)
    post.send(id, position=2)
    assert post.claim() == []
    clock.forward(minutes=1)
    assert [held.in_flight for held in post.claim()] == [1]
