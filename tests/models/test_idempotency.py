import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from contract.errors import IdempotencyKeyReused
from models import idempotency
from models.paging import Page
from models.platform import key
from models.registry import resource
from models.session import Caller

DAY = timedelta(days=1)


def run(session, tenant, key="k", fingerprint="f", body=b'{"a":1}'):
    """What a unit of work with a key does; gives the stored answer or None when it did the work."""
    stored = idempotency.begin(session, tenant, key, fingerprint)
    if stored is not None:
        return stored
    resource.create(session, tenant, kind="service", name="billing")
    idempotency.store(
        session,
        tenant,
        key,
        fingerprint,
        status=201,
        headers={"Location": "/x", "ETag": '"1"'},
        body=body,
        expires=session.now + DAY,
    )
    return None


def count(alice):
    return len(alice.read(resource.page, Page(100)).items)


def test_the_answer_is_kept_byte_for_byte_with_the_name_of_its_call(alice):
    def first(session, tenant):
        session.caller = Caller(tenant, "key", "R-1", "createResource")
        return run(session, tenant)

    assert alice.write(first) is None
    stored = alice.write(run)
    assert stored == idempotency.Stored(201, {"Location": "/x", "ETag": '"1"'}, b'{"a":1}', "R-1")
    assert alice.read(idempotency.find, "k", "f") == stored


def test_another_request_with_the_same_key_is_refused(alice):
    alice.write(run)
    with pytest.raises(IdempotencyKeyReused):
        alice.write(run, fingerprint="other")
    with pytest.raises(IdempotencyKeyReused):
        alice.read(idempotency.find, "k", "other")


def test_keys_belong_to_their_organization(alice, bob, charlie):
    alice.write(run)
    assert bob.write(run) is not None
    assert charlie.write(run) is None


def test_a_unit_that_failed_left_its_key_free(alice):
    def fails(session, tenant):
        run(session, tenant)
        raise LookupError

    with pytest.raises(LookupError):
        alice.write(fails)
    assert alice.read(idempotency.find, "k", "f") is None
    assert alice.write(run, fingerprint="other") is None
    assert count(alice) == 1


def test_a_key_that_was_given_up_is_free(alice):
    def gives_up(session, tenant):
        run(session, tenant)
        idempotency.forget(session, tenant, "k")

    alice.write(gives_up)
    assert alice.read(idempotency.find, "k", "f") is None


def test_a_claim_without_an_answer_does_not_block_the_key(alice):
    alice.write(idempotency.begin, "k", "f")
    assert alice.read(idempotency.find, "k", "f") is None
    assert alice.write(run, fingerprint="g") is None
    assert alice.write(run, fingerprint="g").status == 201


def test_an_expired_answer_makes_place_for_a_new_one(alice, clock):
    alice.write(run, body=b"old")
    clock.forward(days=1, seconds=1)
    assert alice.read(idempotency.find, "k", "other") is None

    def again(session, tenant):
        assert idempotency.begin(session, tenant, "k", "other") is None
        idempotency.store(
            session,
            tenant,
            "k",
            "other",
            status=200,
            headers={},
            body=b"",
            expires=session.now + DAY,
        )

    alice.write(again)
    assert alice.read(idempotency.find, "k", "other").status == 200


def test_sweeping_removes_what_expired_and_nothing_else(alice, charlie, clock):
    alice.write(run)
    charlie.write(run)
    clock.forward(hours=12)
    alice.write(
        lambda s, t: (
            idempotency.store(
                s,
                t,
                "k2",
                "f",
                status=200,
                headers={},
                body=b"",
                expires=s.now + DAY,
            )
            if idempotency.begin(s, t, "k2", "f") is None
            else None
        )
    )
    clock.forward(hours=13)
    assert alice.write(lambda s, t: idempotency.sweep(s, t, s.now)) == 1
    assert alice.read(idempotency.find, "k2", "f") is not None
    assert charlie.write(lambda s, t: idempotency.sweep(s, t, s.now, most=1)) == 1
    assert charlie.write(lambda s, t: idempotency.sweep(s, t, s.now, most=1)) == 0


def test_an_answer_that_shows_a_secret_is_sealed_at_rest(alice):
    def work(session, tenant):
        session.caller = None
        idempotency.begin(session, tenant, "k", "f")
        text = key.create(session, tenant, name="n", scopes=[])[1]
        idempotency.store(
            session,
            tenant,
            "k",
            "f",
            status=201,
            headers={},
            body=text.encode(),
            expires=session.now + DAY,
        )
        return text.encode()

    body = alice.write(work)
    assert alice.read(idempotency.find, "k", "f").body == body
    assert alice.write(idempotency.begin, "k", "f").body == body
    query = select(idempotency.IdempotencyKey.body)
    assert body not in alice.read(lambda s, _t: s.scalar(query))


def test_sixteen_submissions_at_once_run_once_and_all_get_one_answer(alice, database):
    for name in ("a", "b", "c"):
        outcomes, left = [], threading.Semaphore(0)

        def work(session, name=name):
            stored = idempotency.begin(session, alice.tenant, name, "f")
            if stored is not None:
                return stored.body
            made = resource.create(session, alice.tenant, kind="service", name=name)
            body = made["id"].encode()
            idempotency.store(
                session,
                alice.tenant,
                name,
                "f",
                status=201,
                headers={},
                body=body,
                expires=session.now + DAY,
            )
            return body

        def done(result, error, outcomes=outcomes, left=left):
            outcomes.append((result, error))
            left.release()

        for _ in range(16):
            database.submit(work, done)
        for _ in range(16):
            left.acquire()
        assert len(set(outcomes)) == 1
        assert outcomes[0][1] is None
    assert count(alice) == 3
