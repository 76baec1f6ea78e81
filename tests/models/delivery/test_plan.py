from datetime import timedelta

import pytest
from sqlalchemy import text

from models.delivery import due, ledger, record, settle
from models.delivery.lane.claim import _CLAIM, claim
from models.delivery.rowset import rows
from models.delivery.table import IS_DEAD, VACUUM

LEASE = timedelta(minutes=1)


@pytest.fixture
def backlog(post, database):
    """A destination that has much to do, beside a few that have little."""
    busy, line, idle = post.add(), post.add(ordering="fifo"), post.add()
    fill = text(
        "INSERT INTO deliveries (tenant, id, destination_id, kind, subject_id, position, attempts,"
        " tries, due_at, state, created_at) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
        " SELECT i + 1 FROM n WHERE i < 20000) SELECT d.tenant, d.id || n.i, d.id, 'message',"
        " d.id || n.i, CASE d.ordering WHEN 'fifo' THEN n.i END, 0, 0, d.created_at, 'waiting', d.created_at FROM n,"
        " delivery_destinations AS d WHERE d.id IN (:busy, :line)"
    )
    post.do(lambda session: session.execute(fill, {"busy": busy, "line": line}))
    post.do(lambda session: session.execute(text("ANALYZE")))
    return busy, line, idle


def plan(post, hot, **values):
    """The plan of a compiled statement, as the database tells it."""

    def work(session):
        compiled = hot._compile(session)
        given = compiled.fixed | values
        for name, bind in compiled.binders:
            given[name] = bind(given[name])
        asked = "EXPLAIN QUERY PLAN " if session.sqlite else "EXPLAIN "
        cells = [given[name] for name in compiled.names] if session.sqlite else given
        found = session.driver.execute(asked + compiled.sql, cells).fetchall()
        return "\n".join(str(row[-1]) for row in found)

    return post.do(work)


def reads_all(told):
    """Whether the deliveries are read one after the other."""
    return "SCAN deliveries" in told.replace("SCAN deliveries USING", "") or "on deliveries" in (
        told.split("Seq Scan ")[-1] if "Seq Scan on deliveries " in told else ""
    )


def test_a_claim_looks_at_the_beginning_of_each_line_only(post, backlog, clock):
    now = clock.now
    told = plan(post, _CLAIM, by="one", now=now, until=now, most=5)
    assert "ix_deliveries_due" in told
    assert "ix_deliveries_line" in told
    assert not reads_all(told)


def test_what_is_due_is_read_from_an_index(post, backlog, clock):
    busy, line, _ = backlog
    given = {"of": post.who.tenant, "most": 10}
    due_ = plan(post, due._DUE, to=busy, now=clock.now, **given)
    assert "ix_deliveries_due" in due_
    assert "Sort" not in due_
    assert "TEMP B-TREE" not in due_
    line_ = plan(post, due._LINE, to=line, **given)
    assert "ix_deliveries_line" in line_
    assert "Sort" not in line_
    assert "TEMP B-TREE" not in line_


def test_a_settle_finds_its_rows_by_their_keys(post, backlog):
    cells = [{"tenant": post.who.tenant, "id": "a", "destination_id": backlog[0]}]
    told = plan(post, ledger._WRITE, rows=rows(cells))
    assert not reads_all(told)
    assert "pk_deliveries" in told or "sqlite_autoindex_deliveries" in told


def test_the_next_moment_is_found_without_reading_the_backlog(post, backlog):
    told = plan(post, due._NEXT)
    assert "ix_deliveries_due" in told
    assert not reads_all(told)


def test_dead_letters_are_found_among_themselves(post, backlog):
    assert str(IS_DEAD).endswith("= 'dead'")
    assert post.who.read(record.missed, [backlog[0]])[backlog[0]].count == 0


def test_no_plan_outlives_the_tables_that_it_was_made_for(post):
    post.send(post.add())

    def work(session):
        (held,) = claim(session, "worker", lease=LEASE)
        for _ in range(12):
            claim(session, "other", lease=LEASE)
            due.next_at(session)
            due.read(session, held, most=1)
            settle.settle(session, held, [])
        if session.sqlite:
            return None
        made = (
            "SELECT sum(generic_plans), sum(custom_plans) FROM pg_prepared_statements"
            " WHERE statement LIKE 'WITH free%'"
        )
        return tuple(session.execute(text(made)).one())

    found = post.do(work)
    assert found is None or (found[0] == 0 and found[1] > 0)


def test_a_table_is_kept_by_its_own_rules_in_the_schema_too(post):
    def options(session):
        if session.sqlite:
            pytest.skip("there is nothing to clear away")
        asked = text("SELECT reloptions FROM pg_class WHERE oid = 'deliveries'::regclass")
        return session.execute(asked).scalar_one()

    assert post.do(options) == [f"{name}={value}" for name, value in VACUUM.items()]


def test_nothing_is_compiled_to_machine_code_before_it_is_run(post):
    def told(session):
        if session.sqlite:
            pytest.skip("it never does")
        claim(session, "worker", lease=LEASE)
        return session.execute(text("SHOW jit")).scalar_one()

    assert post.do(told) == "off"
