"""The number of all things of a kind is kept with every one that comes or goes."""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import BigInteger, ClauseElement, bindparam, cast, func, select
from sqlalchemy.dialects import postgresql, sqlite

from models.hot import Hot
from models.practice.table.tally import Tally
from models.session import Session


def _count(dialect: str) -> ClauseElement:
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(Tally)
    added: ClauseElement = statement.on_conflict_do_update(
        index_elements=[Tally.tenant, Tally.kind, Tally.part],
        set_={"total": Tally.total + statement.excluded.total},
    )
    return added


_COUNT: Final = Hot(_count)
_TOTAL: Final = Hot(
    select(cast(func.coalesce(func.sum(Tally.total), 0), BigInteger)).where(
        Tally.tenant == bindparam("tenant"), Tally.kind == bindparam("kind")
    )
)


def count(session: Session, tenant: str, kind: str, id: str, more: int) -> None:
    """Note that the thing has come (1) or gone (-1)."""
    _COUNT.run(session, tenant=tenant, kind=kind, part=id[-1], total=more)


def total(kind: str) -> Callable[[Session, str], int]:
    """What tells how many things of the kind a firm has."""

    def told(session: Session, tenant: str) -> int:
        cells = _TOTAL.first(session, tenant=tenant, kind=kind)
        assert cells is not None
        return int(cells[0])

    return told
