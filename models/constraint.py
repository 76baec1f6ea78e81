"""Which constraint decided a race, by the one name that it has on both databases."""

import re
from typing import Any

from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.exc import IntegrityError

from models.base import Base

_FAILED = re.compile(r"UNIQUE constraint failed: (.+)")


def broken(error: IntegrityError) -> str | None:
    """Name the constraint that refused a row; `None` for one that is not a key of a table."""
    origin: Any = error.orig
    diagnosis = getattr(origin, "diag", None)
    if diagnosis is not None:
        name: str | None = diagnosis.constraint_name
        return name
    found = _FAILED.search(str(origin))
    return _by_columns(found[1]) if found else None


def _by_columns(columns: str) -> str | None:
    """SQLite names the columns: `resources.tenant, resources.kind, resources.name`."""
    wanted = columns.split(", ")
    table = Base.metadata.tables.get(wanted[0].partition(".")[0])
    if table is None:
        return None
    for key in table.constraints:
        if not isinstance(key, UniqueConstraint | PrimaryKeyConstraint):
            continue
        if [f"{table.name}.{column.name}" for column in key.columns] == wanted:
            return str(key.name)
    return None
