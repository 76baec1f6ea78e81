import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, create_engine, inspect, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from models import migrate, revision
from models.base import Base
from models.postgresql import driver_url


def _connect(url):
    found = driver_url(url) if url.startswith("postgresql") else url
    return create_engine(found, poolclass=NullPool).connect()


def test_the_migrations_make_exactly_the_tables_of_the_models(url):
    with _connect(url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_keys_and_checks_are_those_of_the_models(url):
    with _connect(url) as connection:
        found = inspect(connection)
        keys = {name: found.get_pk_constraint(name) for name in Base.metadata.tables}
        checks = {name: found.get_check_constraints(name) for name in Base.metadata.tables}
    for table in Base.metadata.sorted_tables:
        key = keys[table.name]
        ours = [one.name for one in table.constraints if isinstance(one, CheckConstraint)]
        assert key["name"] == table.primary_key.name
        assert key["constrained_columns"] == [one.name for one in table.primary_key.columns]
        assert {one["name"] for one in checks[table.name]} == set(ours)


def test_upgrading_twice_changes_nothing(url):
    migrate.upgrade(url)
    assert revision.is_current(url)


def test_the_home_is_made_when_it_is_missing(tmp_path):
    migrate.upgrade(f"sqlite:///{tmp_path}/deep/er/charter.db")
    assert (tmp_path / "deep/er/charter.db").is_file()


def test_text_sorts_by_code_point_on_both(url):
    with _connect(url) as connection:
        connection.execute(text("CREATE TEMPORARY TABLE words AS SELECT name FROM api_keys"))
        connection.execute(text("INSERT INTO words VALUES ('b'), ('B'), ('a'), ('é'), ('_')"))
        words = connection.execute(text("SELECT name FROM words ORDER BY name")).scalars().all()
        connection.rollback()
    assert words == ["B", "_", "a", "b", "é"]


def test_an_upgrade_that_fails_changes_nothing(tmp_path):
    url = f"sqlite:///{tmp_path}/charter.db"
    with _connect(url) as connection:
        connection.execute(text("CREATE TABLE outbox (something TEXT)"))
    with pytest.raises(OperationalError):
        migrate.upgrade(url)
    with _connect(url) as connection:
        assert inspect(connection).get_table_names() == ["outbox"]


def test_a_database_in_memory_is_refused():
    with pytest.raises(ValueError, match="needs a file"):
        migrate.upgrade("sqlite://")
