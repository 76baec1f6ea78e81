import pytest
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from contract.errors import InvalidRequest
from models.base import shown
from models.clock import rfc3339
from models.conflict import insert_unless_there
from models.hot import Hot
from models.idempotency import IdempotencyKey
from models.outbox import OutboxEvent

COLUMNS = (OutboxEvent.type, OutboxEvent.at, OutboxEvent.content)
QUERY = select(*COLUMNS).where(OutboxEvent.tenant == bindparam("tenant")).order_by(OutboxEvent.id)
ADD = Hot(insert(OutboxEvent))
ALL = Hot(QUERY)


def add(session, tenant, id, content=None):
    ADD.run(
        session,
        tenant=tenant,
        id=id,
        type="made",
        entity="e",
        at=session.now,
        request_id=None,
        api=None,
        content=content,
    )


def test_a_compiled_statement_reads_what_an_executed_one_reads(alice):
    content = {"z": [1, 2.5, None, True], "a": {"ü": "\u20ac \0"}, "big": 2**53}

    def work(session, tenant):
        add(session, tenant, "1", content)
        add(session, tenant, "2")
        hot = ALL.all(session, tenant=tenant)
        slow = [tuple(row) for row in session.execute(QUERY, {"tenant": tenant})]
        return hot, slow, session.now

    hot, slow, now = alice.write(work)
    assert hot == slow
    assert hot[0] == ("made", now, content)
    assert list(hot[0][2]) == ["z", "a", "big"]
    assert hot[1][2] is None


def test_a_time_can_be_read_as_its_text(alice):
    query = select(shown(OutboxEvent.at)).where(OutboxEvent.tenant == bindparam("tenant"))

    def work(session, tenant):
        add(session, tenant, "1")
        slow = session.execute(query, {"tenant": tenant}).scalar_one()
        return Hot(query).first(session, tenant=tenant)[0], slow, session.now

    hot, slow, now = alice.write(work)
    assert hot == slow == rfc3339(now)


def test_first_gives_a_row_or_none(alice):
    assert alice.read(lambda s, t: ALL.first(s, tenant=t)) is None
    alice.write(lambda s, t: add(s, t, "1"))
    assert alice.read(lambda s, t: ALL.first(s, tenant=t))[0] == "made"


def test_what_the_orm_holds_is_written_before(alice):
    def work(session, tenant):
        session.add(OutboxEvent(tenant=tenant, id="1", type="orm", entity="e", at=session.now))
        return ALL.first(session, tenant=tenant)[0]

    assert alice.write(work) == "orm"


def test_a_broken_constraint_is_the_same_error_as_from_execute(alice):
    with pytest.raises(IntegrityError):
        alice.write(lambda s, t: (add(s, t, "1"), add(s, t, "1")))


def test_many_runs_for_every_row(alice):
    row = {"type": "t", "entity": "e", "request_id": None, "api": None, "content": None}

    def work(session, tenant):
        rows = [row | {"tenant": tenant, "id": str(n), "at": session.now} for n in range(3)]
        ADD.many(session, rows)
        return len(ALL.all(session, tenant=tenant))

    assert alice.write(work) == 3


def test_an_insert_tells_whether_its_key_was_free(alice):
    statement = Hot(insert_unless_there(IdempotencyKey.__table__))
    row = dict.fromkeys(("request_id", "status", "headers", "body")) | {"sealed": False}

    def work(session, tenant):
        row.update(tenant=tenant, key="k", fingerprint="f", expires_at=session.now)
        return statement.run(session, **row), statement.run(session, **row)

    assert alice.write(work) == (1, 0)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_a_text_that_no_database_can_hold_finds_nothing_or_is_refused(alice, text):
    query = Hot(select(OutboxEvent.id).where(OutboxEvent.id == bindparam("id")))
    if alice.database.dialect == "sqlite" and text == "a\0b":
        assert alice.read(lambda s, _t: query.first(s, id=text)) is None
    else:
        with pytest.raises(InvalidRequest):
            alice.read(lambda s, _t: query.first(s, id=text))
