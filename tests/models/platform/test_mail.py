from datetime import timedelta

import pytest
from sqlalchemy import select

from contract.errors import InvalidRequest
from models.platform import mail
from models.platform.mail import Mail

LEASE = timedelta(minutes=2)


def queue(who, body="the keys"):
    return who.write(mail.queue, recipient="partner@example.com", subject="Access", body=body)


def claim(who, owner="worker", **more):
    return who.database.write(lambda session: mail.claim(session, owner, **more))


def settle(who, act, letter, **more):
    return who.database.write(lambda session: act(session, letter, **more))


def stored(who):
    return who.read(lambda s, t: s.execute(select(*Mail.__table__.c).where(Mail.tenant == t)).one())


def test_a_mail_is_taken_as_it_was_written(alice, clock):
    id = queue(alice)
    written = clock.now
    (letter,) = claim(alice)
    assert (letter.tenant, letter.id, letter.attempt) == (alice.tenant, id, 1)
    assert (letter.recipient, letter.subject) == ("partner@example.com", "Access")
    assert (letter.body, letter.created_at) == ("the keys", written)


def test_a_body_is_sealed_at_rest_and_erased_once_sent(alice):
    queue(alice)
    assert "the keys" not in str(stored(alice))
    (letter,) = claim(alice)
    assert settle(alice, mail.sent, letter, outcome="smtp://relay")
    row = stored(alice)
    assert (row.state, row.sealed, row.outcome) == ("sent", None, "smtp://relay")
    assert claim(alice) == []


def test_what_is_taken_is_not_taken_again_before_the_lease_ends(alice, clock):
    queue(alice)
    assert len(claim(alice)) == 1
    assert claim(alice, "other") == []
    clock.forward(minutes=2)
    (again,) = claim(alice, "other")
    assert again.attempt == 2


def test_who_lost_the_lease_settles_nothing(alice, clock):
    queue(alice)
    (late,) = claim(alice)
    clock.forward(minutes=2)
    (again,) = claim(alice)
    assert not settle(alice, mail.sent, late, outcome="twice")
    assert not settle(alice, mail.postponed, late, outcome="no", until=None)
    assert settle(alice, mail.sent, again, outcome="once")
    assert not settle(alice, mail.sent, again, outcome="once more")
    assert stored(alice).outcome == "once"


def test_a_postponed_mail_is_due_later(alice, clock):
    queue(alice)
    (letter,) = claim(alice)
    assert settle(alice, mail.postponed, letter, outcome="busy", until=clock.now + LEASE)
    assert claim(alice) == []
    clock.forward(minutes=2)
    assert [letter.attempt for letter in claim(alice)] == [2]


def test_a_mail_that_is_given_up_keeps_its_body_and_its_reason(alice, clock):
    queue(alice)
    (letter,) = claim(alice)
    settle(alice, mail.postponed, letter, outcome="no such host", until=None)
    clock.forward(days=9)
    assert claim(alice) == []
    assert (stored(alice).state, stored(alice).outcome) == ("failed", "no such host")
    assert stored(alice).sealed


def test_the_oldest_due_are_taken_first_up_to_a_number(alice, charlie):
    ids = [queue(who) for who in (alice, charlie, alice)]
    assert [letter.id for letter in claim(alice, most=2)] == ids[:2]
    assert [letter.id for letter in claim(alice, most=2)] == ids[2:]


def test_a_mail_of_a_failed_unit_was_never_written(alice):
    def work(session, tenant):
        mail.queue(session, tenant, recipient="a@b.example", subject="s", body="b")
        raise LookupError

    with pytest.raises(LookupError):
        alice.write(work)
    assert claim(alice) == []


@pytest.mark.parametrize("text", ["a\nBcc: all@example.com", "a\r", "\0", "\x1b[2J"])
def test_addresses_and_subjects_are_single_lines(alice, text):
    for part in ("recipient", "subject"):
        given = {"recipient": "a@b.example", "subject": "s", "body": "b", part: text}
        with pytest.raises(InvalidRequest):
            alice.write(mail.queue, **given)
