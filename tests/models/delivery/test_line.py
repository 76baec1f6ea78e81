from datetime import timedelta

from sqlalchemy import func, select

from models.delivery import destination, lane, line, record
from models.delivery.table import Attempt
from models.paging import Page

HOUR = timedelta(hours=1)


def state(post, subject):
    return post.who.read(record.states_of, [subject]).get(subject)


def test_a_subject_is_in_line_once_for_every_destination(post):
    ids = [post.add(), post.add()]
    given = {"kind": "message", "subject_id": "m"}
    assert post.who.write(line.enqueue, ids, **given) == 2
    assert post.who.write(line.enqueue, [*ids, post.add()], **given) == 1
    assert post.who.write(line.enqueue, [], **given) == 0
    assert len(post.claim()) == 3


def test_what_is_published_in_a_unit_that_fails_was_never_published(post):
    id = post.add()

    def work(session, tenant):
        line.enqueue(session, tenant, [id], kind="message", subject_id="m")
        raise LookupError

    try:
        post.who.write(work)
    except LookupError:
        assert state(post, "m") is None


def dead(post, *ids, subject=None):
    subject = post.send(*ids, subject=subject)
    for held in post.claim():
        post.answer(held, "dead", error="refused")
        post.do(lane.release, [held])
    return subject


def test_a_dead_letter_is_sent_again_when_it_is_replayed(post):
    id = post.add()
    subject = dead(post, id)
    assert post.claim() == []
    assert post.who.write(line.replay, destination_ids=[id]) == 1
    assert post.who.write(line.replay, destination_ids=[id]) == 0
    (held,) = post.claim()
    (one,) = post.due(held)
    assert (one.subject_id, one.attempts, one.tries) == (subject, 1, 0)


def test_only_the_chosen_are_replayed(post, theirs, clock):
    first, second = post.add(), post.add()
    early = dead(post, first)
    clock.forward(hours=1)
    noon = clock.now
    late = dead(post, first, second)
    (letter,) = post.who.read(record.dead_letters, [second], Page()).items
    assert theirs.who.write(line.replay) == 0
    assert post.who.write(line.replay, since=noon, until=noon) == 0
    assert post.who.write(line.replay, delivery_ids=[letter["id"]]) == 1
    assert post.who.write(line.replay, since=noon) == 1
    assert state(post, early) == "failed"
    assert state(post, late) == "delivering"
    assert post.who.write(line.replay, subject_ids=[early]) == 1


def test_a_long_list_is_replayed_a_part_at_a_time_oldest_first(post):
    id = post.add()
    first, *_ = [dead(post, id) for _ in range(3)]
    assert post.who.write(line.replay, most=1) == 1
    assert post.subjects(post.claim()[0]) == [first]
    assert [post.who.write(line.replay, most=1) for _ in range(3)] == [1, 1, 0]


def test_dead_letters_of_a_removed_destination_stay_dead(post):
    id = post.add()
    dead(post, id)
    post.who.write(destination.remove, id)
    assert post.who.write(line.replay) == 0
    assert len(post.who.read(record.dead_letters, [id], Page()).items) == 1


def test_what_was_delivered_is_sent_once_more_on_demand(post, theirs):
    first, second = post.add(), post.add()
    subject = post.send(first, second)
    for held in post.claim():
        post.answer(held)
        post.do(lane.release, [held])
    assert theirs.who.write(line.redeliver, subject) == 0
    assert post.who.write(line.redeliver, subject, [first]) == 1
    assert [held.id for held in post.claim()] == [first]
    assert post.who.write(line.redeliver, subject) == 1


def test_recovery_enables_a_gone_destination_and_sends_what_it_missed(post, clock):
    id = post.add()
    early, late = dead(post, id), dead(post, id)
    waiting = post.send(id)
    (held,) = post.claim()
    assert post.answer(held, "gone", status=410).held
    post.do(lane.release, [held])
    clock.forward(days=1)
    assert post.claim() == []
    assert state(post, waiting) == "delivering"
    assert post.who.write(line.recover, id, until=clock.now) == 2
    (held,) = post.claim()
    assert held.in_flight == 1
    assert set(post.subjects(held)) == {early, late, waiting}


def test_recovery_makes_due_at_once_what_would_be_due_later(post, clock):
    id = post.add()
    subject = post.send(id, due_at=clock.now + HOUR)
    post.who.write(destination.disable, id)
    assert post.who.write(line.recover, id) == 1
    assert post.subjects(post.claim()[0]) == [subject]


def test_a_disabled_destination_holds_and_loses_nothing(post, clock):
    id = post.add()
    post.who.write(destination.disable, id)
    subject = post.send(id)
    clock.forward(days=9)
    assert post.claim() == []
    assert state(post, subject) == "pending"
    post.who.write(destination.enable, id)
    (held,) = post.claim()
    assert [(one.subject_id, one.attempts) for one in post.due(held)] == [(subject, 0)]


def test_what_waited_too_long_expires(post, clock):
    id, other = post.add(), post.add()
    old = post.send(id)
    theirs = post.send(other)
    clock.forward(hours=1)
    young = post.send(id)
    expire = {"before": clock.now - HOUR / 2, "destination_ids": [id]}
    assert post.who.write(line.expire, **expire) == 1
    assert post.who.write(line.expire, **expire) == 0
    assert [state(post, one) for one in (old, young, theirs)] == ["expired", "pending", "pending"]


def test_what_is_settled_after_it_expired_is_not_counted(post, clock):
    id = post.add()
    post.send(id)
    (held,) = post.claim()
    (one,) = post.due(held)
    post.who.write(line.expire, before=clock.now + HOUR, destination_ids=[id])
    assert post.settle(held, post.outcome(one)).ids == []
    assert post.seen(id)["acknowledged"] == 0


def test_a_removed_destination_drops_what_waits(post):
    id = post.add()
    subject = post.send(id)
    post.who.write(destination.remove, id)
    assert state(post, subject) == "expired"
    assert post.who.read(record.backlog, id) == 0


def test_a_deleted_subject_takes_its_deliveries_and_attempts_along(post, theirs):
    id = post.add()
    subject, other = dead(post, id), dead(post, id)
    assert theirs.who.write(line.forget, [subject]) == 0
    assert post.who.write(line.forget, [subject]) == 1
    assert (state(post, subject), state(post, other)) == (None, "failed")
    attempts = select(func.count()).select_from(Attempt)
    assert post.do(lambda session: session.execute(attempts).scalar_one()) == 1


def test_a_destination_added_afterwards_gets_nothing_of_before(post):
    post.send(post.add())
    new = post.add()
    assert new not in [held.id for held in post.claim()]


def test_a_removed_destination_or_another_tenants_gets_nothing(post, theirs):
    id = post.add()
    given = {"kind": "message", "subject_id": "m"}
    assert theirs.who.write(line.enqueue, [id], **given) == 0
    post.who.write(destination.remove, id)
    assert post.who.write(line.enqueue, [id], **given) == 0


def test_what_has_no_position_is_delivered_to_a_line_as_well(post):
    subject = post.send(post.add(ordering="fifo"))
    (held,) = post.claim()
    assert [(one.subject_id, one.position) for one in post.due(held)] == [(subject, 0)]
