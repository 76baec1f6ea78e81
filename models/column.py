"""Column types that mean the same on SQLite and on PostgreSQL."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import DateTime, Dialect, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.types import TypeEngine

from models.clock import parse_rfc3339, rfc3339

Plain = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by code point on both: keyset paging compares what the index has sorted."""


class Timestamp(TypeDecorator[datetime]):
    """A moment in UTC: RFC 3339 text on SQLite, `timestamptz` on PostgreSQL; binds texts too."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: TypeEngine[Any] = DateTime(timezone=True) if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | str | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if dialect.name == "postgresql":
            return parse_rfc3339(value) if isinstance(value, str) else value
        return rfc3339(value) if isinstance(value, datetime) else value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return parse_rfc3339(value)


class Shown(Timestamp):
    """A `Timestamp` that is read as its text, for rows that leave as JSON anyway."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """SQLite keeps the text itself: nothing is to be done there, for hundreds of cells a page."""
        grown = dialect.name == "postgresql"
        return super().result_processor(dialect, coltype) if grown else None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:  # noqa: ARG002 -- as SQLAlchemy asks
        return None if value is None else rfc3339(value)


class Json(TypeDecorator[Any]):
    """Any JSON value with its keys in order: compact text on SQLite, `json` on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: TypeEngine[Any] = JSON(none_as_null=True) if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(kind)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """As SQLAlchemy's, without its layers: a page of a list has hundreds of JSON cells."""
        return super().bind_processor(dialect) if dialect.name == "postgresql" else _dumped

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """As above, for reading."""
        grown = dialect.name == "postgresql"
        return super().result_processor(dialect, coltype) if grown else _loaded


def _dumped(value: Any | None) -> str | None:
    return None if value is None else orjson.dumps(value).decode()


def _loaded(text: str | None) -> Any:
    return None if text is None else orjson.loads(text)
