"""One set of tables; a tenant's rows lie together because its id begins every key."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, MetaData, type_coerce
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Mapped, mapped_column

from models.column import Plain, Shown, Timestamp

NAMES = {
    "pk": "pk_%(table_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Base(DeclarativeBase):
    """The tables of the whole server."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {str: Plain, datetime: Timestamp()}  # noqa: RUF012 -- SQLAlchemy's own shape


class TenantOwned:
    """Rows of one organization; nothing reads them without saying whose."""

    tenant: Mapped[str] = mapped_column(primary_key=True, sort_order=-2)


def shown(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """Read a time column as the text that callers see."""
    return type_coerce(column, Shown())
