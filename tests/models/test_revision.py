"""The present schema is known without Alembic, and is what Alembic says."""

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from models import migrate, revision


def test_the_heads_are_those_that_alembic_finds():
    assert revision.heads() == set(ScriptDirectory.from_config(migrate.configuration()).get_heads())


@pytest.mark.parametrize(
    ("scripts", "heads"),
    [
        ({"a": None, "b": "a"}, {"b"}),
        ({"a": None, "b": "a", "c": "a"}, {"b", "c"}),
        ({"a": None, "b": "a", "c": "a", "d": ("b", "c")}, {"d"}),
        ({}, set()),
    ],
)
def test_a_head_is_what_no_other_comes_after(tmp_path, monkeypatch, scripts, heads):
    (tmp_path / "versions").mkdir()
    for name, before in scripts.items():
        body = f"revision: Final = {name!r}\ndown_revision: Final = {before!r}\nother = 1\n"
        (tmp_path / "versions" / f"{name}.py").write_text(body)

    assert revision.heads(tmp_path) == heads


def test_an_upgraded_database_is_current(url):
    assert revision.is_current(url)


def test_a_database_without_tables_is_not_current(tmp_path):
    assert not revision.is_current(f"sqlite:///{tmp_path}/new.db")


def test_a_database_of_another_version_is_not_current(tmp_path):
    url = f"sqlite:///{tmp_path}/charter.db"
    migrate.upgrade(url)
    with create_engine(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    assert not revision.is_current(url)
