"""Inserting a row unless its key is there already, which only the two dialects can say."""

from collections.abc import Callable

from sqlalchemy import ClauseElement, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_unless_there(table: Table) -> Callable[[str], ClauseElement]:
    """A statement for `Hot`: its `run` gives 1 when the row is new and 0 when the key was taken.

    On PostgreSQL it waits for another transaction that is just inserting the same key.
    """

    def build(dialect: str) -> ClauseElement:
        keys = list(table.primary_key)
        if dialect == "postgresql":
            return postgresql.insert(table).on_conflict_do_nothing(index_elements=keys)
        return sqlite.insert(table).on_conflict_do_nothing(index_elements=keys)

    return build
