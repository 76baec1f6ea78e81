"""A Core statement compiled once per dialect and run on the driver's own connection."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import psycopg
from sqlalchemy import ClauseElement, Dialect, exc
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from contract.errors import InvalidRequest
from models.session import Session

Row = tuple[Any, ...]
Process = Callable[[Any], Any]
_DRIVER_ERRORS = (sqlite3.Error, psycopg.Error)


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    names: tuple[str, ...]
    fixed: dict[str, Any]
    binders: tuple[tuple[str, Process], ...]
    readers: tuple[tuple[int, Process], ...]


class Hot:
    """One statement for the hottest reads and writes; means what `session.execute` of it means.

    `build` gets the dialect's name and returns the statement, for the few that differ
    (`ON CONFLICT`). Parameters are the statement's bind names. Rows are plain tuples in the order
    of the columns. Errors of the driver arrive as SQLAlchemy's, as they would from `execute`; a
    text that the database cannot hold (NUL, lone surrogate) is an `InvalidRequest`.
    """

    def __init__(self, statement: ClauseElement | Callable[[str], ClauseElement]) -> None:
        self._statement = statement
        self._lite: _Compiled | None = None
        self._grown: _Compiled | None = None

    def first(self, session: Session, /, **values: Any) -> Row | None:
        """Give the first row, or `None`."""
        compiled, cursor = self._run(session, values)
        row = cursor.fetchone()
        return None if row is None else _read(compiled, [row])[0]

    def all(self, session: Session, /, **values: Any) -> list[Row]:
        """Give every row."""
        compiled, cursor = self._run(session, values)
        return _read(compiled, cursor.fetchall())

    def run(self, session: Session, /, **values: Any) -> int:
        """Give the number of rows that were changed."""
        return cast("int", self._run(session, values)[1].rowcount)

    def many(self, session: Session, rows: Sequence[dict[str, Any]]) -> None:
        """Run once for every mapping of `rows`."""
        for row in rows:
            self._run(session, dict(row))

    def _run(self, session: Session, values: dict[str, Any]) -> tuple[_Compiled, Any]:
        session.flush()
        compiled = self._lite if session.sqlite else self._grown
        if compiled is None:
            compiled = self._compile(session)
        if compiled.fixed:
            values = compiled.fixed | values
        for name, bind in compiled.binders:
            values[name] = bind(values[name])
        given = [values[name] for name in compiled.names] if session.sqlite else values
        try:
            return compiled, session.driver.execute(compiled.sql, given)
        except UnicodeEncodeError as error:
            raise InvalidRequest from error
        except _DRIVER_ERRORS as error:
            if isinstance(error, psycopg.DataError) and error.sqlstate is None:
                raise InvalidRequest from error  # the driver met a NUL and sent nothing
            base = sqlite3.Error if session.sqlite else psycopg.Error
            raise exc.DBAPIError.instance(compiled.sql, cast("Any", None), error, base) from error

    def _compile(self, session: Session) -> _Compiled:
        if session.sqlite:
            self._lite = _compile(self._statement, SQLiteDialect_pysqlite(paramstyle="qmark"))
            return self._lite
        self._grown = _compile(self._statement, cast("Any", session.held.dialect))
        return self._grown


def _compile(
    statement: ClauseElement | Callable[[str], ClauseElement], dialect: Dialect
) -> _Compiled:
    if callable(statement):
        statement = statement(dialect.name)
    compiled: Any = statement.compile(dialect=dialect)
    names = tuple(compiled.positiontup or compiled.binds)
    binders = []
    for name in compiled.params:  # `binds` has those of literals twice, once without a name
        bind = compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
        if bind is not None:
            binders.append((name, bind))
    readers = []
    for at, column in enumerate(_columns(statement)):
        read = column.type.dialect_impl(dialect).result_processor(dialect, None)
        if read is not None:
            readers.append((at, read))
    fixed = {name: value for name, value in compiled.params.items() if value is not None}
    return _Compiled(str(compiled), names, fixed, tuple(binders), tuple(readers))


def _columns(statement: ClauseElement) -> Sequence[Any]:
    """The columns of a SELECT, or of a RETURNING."""
    for name in ("selected_columns", "exported_columns"):
        if hasattr(statement, name):
            return list(getattr(statement, name))
    return ()


def _read(compiled: _Compiled, rows: list[Row]) -> list[Row]:
    if not compiled.readers:
        return rows
    shaped = []
    for row in rows:
        cells = list(row)
        for at, read in compiled.readers:
            cells[at] = read(cells[at])
        shaped.append(tuple(cells))
    return shaped
