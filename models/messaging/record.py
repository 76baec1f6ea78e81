"""What every act on a named thing does: find its row, shape it, note the change."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, select, update

from contract.errors import Refusal
from models.session import Session
from models.text import storable

Json = dict[str, Any]


def one(
    session: Session, table: Any, tenant: str, id: str, missing: Refusal, *, hold: bool = False
) -> Json:
    """The columns of the row of this id, or `missing`; `hold` keeps others from changing it."""
    query = mine(table, tenant).where(table.id == id)
    if hold:
        query = query.with_for_update(key_share=True)
    found = session.execute(query).mappings().first() if storable(id) else None
    if found is None:
        raise missing
    return dict(found)


def mine(table: Any, tenant: str) -> Select[Any]:
    """All columns of the tenant's rows."""
    return select(*table.__table__.c).where(table.tenant == tenant)


def shaper(table: Any, shape: Callable[[Json], Json]) -> Callable[[tuple[Any, ...]], Json]:
    """`shape` for the cells of what `mine` reads."""
    names = table.__table__.c.keys()
    return lambda cells: shape(dict(zip(names, cells, strict=True)))


def change(session: Session, table: Any, tenant: str, id: str, **values: Any) -> None:
    """Write these columns of one row."""
    session.execute(
        update(table)
        .where(table.tenant == tenant, table.id == id)
        .values(values)
        .execution_options(synchronize_session=False)
    )


def touch(session: Session, kind: str, before: Json | None, after: Json | None) -> None:
    """Note a change for the audit."""
    id = (after or before or {})["id"]
    session.touch(kind, id, before=before, after=after)
