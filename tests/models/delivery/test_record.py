from models.delivery import lane, record
from models.paging import Page


def settle(post, result):
    for held in post.claim():
        post.answer(held, result)
        post.do(lane.release, [held])


def states(post, *subjects):
    found = post.who.read(record.states_of, subjects)
    return [found.get(one) for one in subjects]


def test_a_subject_is_as_far_as_its_slowest_delivery(post, theirs):
    one, two = post.add(), post.add()
    assert states(post, "nobody") == [None]
    subject = post.send(one, two)
    assert states(post, subject) == ["pending"]
    first, second = post.claim()
    post.answer(first)
    assert states(post, subject) == ["delivering"]
    assert states(theirs, subject) == [None]
    post.answer(second, "dead")
    assert states(post, subject) == ["failed"]


def test_what_was_tried_is_under_way_and_what_everybody_has_is_delivered(post, clock):
    id = post.add()
    subject = post.send(id)
    settle(post, "again")
    assert states(post, subject) == ["delivering"]
    clock.forward(seconds=5)
    settle(post, "delivered")
    assert states(post, subject) == ["delivered"]


def test_dead_letters_are_paged_oldest_first_with_their_total(post, theirs):
    id, other = post.add(), post.add()
    subjects = [post.send(id) for _ in range(3)]
    post.send(other)
    settle(post, "dead")
    seen = post.who.read(record.dead_letters, [id], Page(2))
    assert ([one["subject_id"] for one in seen.items], seen.total) == (subjects[:2], 3)
    rest = post.who.read(record.dead_letters, [id], Page(2, after=seen.next))
    assert ([one["subject_id"] for one in rest.items], rest.next) == (subjects[2:], None)
    assert theirs.who.read(record.dead_letters, [id], Page()).items == []


def test_what_a_destination_missed_is_counted_and_the_newest_are_named(post, theirs):
    id, fine = post.add(), post.add()
    subjects = [post.send(id) for _ in range(3)]
    settle(post, "dead")
    assert post.who.read(record.missed, [id, fine], most=2) == {
        id: record.Missed(3, subjects[:0:-1]),
        fine: record.Missed(0, []),
    }
    assert theirs.who.read(record.missed, [id])[id].count == 0


def test_a_backlog_is_counted_up_to_a_limit(post, theirs):
    id = post.add()
    for _ in range(3):
        post.send(id)
    assert post.who.read(record.backlog, id) == 3
    assert post.who.read(record.backlog, id, most=2) == 2
    assert theirs.who.read(record.backlog, id) == 0


def test_the_deliveries_of_a_subject_are_listed(post, theirs):
    ids = {post.add(), post.add()}
    subject = post.send(*ids)
    seen = post.who.read(record.deliveries_of, subject, Page())
    assert ({one["destination_id"] for one in seen.items}, seen.total) == (ids, 2)
    assert theirs.who.read(record.deliveries_of, subject, Page()).items == []
