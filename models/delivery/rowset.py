"""Many rows go into one statement as one JSON text: a batch costs one round trip, not one a row."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, cast

import orjson
from sqlalchemy import (
    ClauseElement,
    ColumnElement,
    Text,
    bindparam,
    column,
    func,
    select,
    true,
    type_coerce,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.selectable import NamedFromClause
from sqlalchemy.types import TypeEngine

from models.base import Base
from models.clock import rfc3339


class Rowset:
    """A parameter `rows` that a statement reads as a table; `columns` names and types it."""

    def __init__(self, **columns: TypeEngine[Any]) -> None:
        self._columns = columns

    def source(self, dialect: str) -> tuple[NamedFromClause, dict[str, ColumnElement[Any]]]:
        """What to select from, and its columns by name."""
        if dialect == "postgresql":
            rows = sql_cast(bindparam("rows", type_=Text()), postgresql.JSON())
            made = func.json_to_recordset(rows).table_valued(
                *(column(name, kind) for name, kind in self._columns.items())
            )
            table = made.render_derived(name="given", with_types=True)
            return table, dict(table.c)
        table = func.json_each(bindparam("rows", type_=Text())).table_valued("value", name="given")
        return table, {
            name: type_coerce(func.json_extract(table.c.value, f"$.{name}"), kind)
            for name, kind in self._columns.items()
        }


def rows(given: list[dict[str, Any]]) -> str:
    """The parameter's value; times become the text that both databases read."""
    return orjson.dumps(given, default=_plain, option=orjson.OPT_PASSTHROUGH_DATETIME).decode()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return rfc3339(value)
    raise TypeError(value)


def inserting(
    table: type[Base],
    names: Sequence[str],
    *,
    unless: Sequence[str] | None = None,
    among: Callable[[dict[str, ColumnElement[Any]]], tuple[Any, dict[str, Any]]] | None = None,
) -> Callable[[str], ClauseElement]:
    """A statement for `Hot` that inserts `rows`; those whose `unless` is taken are left out.

    `among` says of what else a row depends, and which of its cells.
    """
    given_rows = Rowset(**{name: getattr(table, name).type for name in names})

    def build(dialect: str) -> ClauseElement:
        source, given = given_rows.source(dialect)
        where, changed = among(given) if among else (true(), {})
        cells = given | changed
        chosen = select(*(cells[name] for name in names)).select_from(source).where(where)
        kind: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
        statement = kind(table).from_select(list(names), chosen)
        if unless is not None:
            statement = statement.on_conflict_do_nothing(index_elements=list(unless))
        return cast("ClauseElement", statement)

    return build
