"""What happened is counted with what happened, by the minute."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ClauseElement, Table, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from models.hot import Hot
from models.messaging.kinds import TYPES
from models.messaging.table import Stat
from models.session import Session

KEPT: Final = timedelta(hours=25)


def _adding(dialect: str) -> ClauseElement:
    table: Any = Stat.__table__
    assert isinstance(table, Table)
    kind: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    new = kind(table)
    summed: ClauseElement = new.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={"number": table.c.number + new.excluded.number},
    )
    return summed


_ADD: Final = Hot(_adding)
_SUM: Final = Hot(
    select(Stat.type, func.sum(Stat.number))
    .where(Stat.tenant == bindparam("of"), Stat.minute >= bindparam("since"))
    .group_by(Stat.type)
)


def add(session: Session, tenant: str, numbers: Mapping[str, int]) -> None:
    """Count `numbers` of each type, in this unit of work."""
    connection = 0 if session.sqlite else session.driver.info.backend_pid
    minute = session.now.replace(second=0, microsecond=0)
    for type, number in sorted(numbers.items()):
        if number:
            _ADD.run(
                session,
                tenant=tenant,
                minute=minute,
                type=type,
                connection=connection,
                number=number,
            )


def messages(session: Session, tenant: str) -> dict[str, dict[str, int]]:
    """How often each type happened in the last 24 hours, the last hour, and today (UTC).

    To the minute: one that has only partly passed out of the time is not counted any longer.
    """
    minute = session.now.replace(second=0, microsecond=0)
    midnight = minute.replace(hour=0, minute=0)
    return {
        "last_24_hours": _since(session, tenant, minute - timedelta(hours=24, minutes=-1)),
        "last_1_hours": _since(session, tenant, minute - timedelta(hours=1, minutes=-1)),
        "today_so_far": _since(session, tenant, midnight),
    }


def sweep(session: Session, tenant: str) -> int:
    """Remove the minutes that are in none of the answers any more; give their number."""
    swept: Any = session.execute(
        delete(Stat)
        .where(Stat.tenant == tenant, Stat.minute < session.now - KEPT)
        .execution_options(synchronize_session=False)
    )
    return int(swept.rowcount)


def _since(session: Session, tenant: str, since: datetime) -> dict[str, int]:
    found = {type: int(number) for type, number in _SUM.all(session, of=tenant, since=since)}
    return {type: found.get(type, 0) for type in TYPES}
