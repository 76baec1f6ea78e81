"""What is not billed yet is gathered once: whoever comes second finds it on an invoice.

The rows are locked in one order, so that two gatherings wait for each other and never crosswise.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ClauseElement, bindparam, select, update

from models.hot import Hot
from models.practice.money import units
from models.practice.nearby import among, listed
from models.practice.table.expense import Expense
from models.practice.table.fixed_fee import FixedFee
from models.practice.table.time_entry import TimeEntry
from models.session import Session

_TABLES: Final[tuple[Any, ...]] = (TimeEntry, Expense, FixedFee)


@dataclass(slots=True)
class Gathered:
    """What goes on one invoice: the ids by table, and the sum as `money.units` reads it."""

    units: int = 0
    ids: dict[Any, list[str]] = field(default_factory=lambda: {table: [] for table in _TABLES})


def gather(
    session: Session, tenant: str, matter_ids: list[str], start: str, end: str
) -> dict[str, Gathered]:
    """Lock what is to be billed of the matters from `start` to `end`, by matter."""
    found: dict[str, Gathered] = {}
    for table, statement in _UNBILLED.items():
        rows = statement.all(
            session, tenant=tenant, ids=listed(session, matter_ids), start=start, end=end
        )
        for matter_id, id, amount in rows:
            of = found.setdefault(matter_id, Gathered())
            of.ids[table].append(id)
            of.units += amount or 0
    return found


def mark(session: Session, tenant: str, gathered: Gathered, invoice_id: str) -> None:
    """Put what was gathered on the invoice, which must be there."""
    for table, ids in gathered.ids.items():
        if ids:
            marked = _MARK[table].run(
                session,
                of=tenant,
                ids=listed(session, ids),
                invoice=invoice_id,
                now=session.now,
            )
            assert marked == len(ids)


def _unbilled(table: Any) -> Hot:
    def build(dialect: str) -> ClauseElement:
        query = select(table.matter_id, table.id, units(table.amount)).where(
            table.tenant == bindparam("tenant"),
            among(table.matter_id, dialect),
            table.date >= bindparam("start"),
            table.date <= bindparam("end"),
            table.invoice_id.is_(None),
        )
        if table is TimeEntry:
            query = query.where(TimeEntry.billing_type != "nonBillable")
        return query.order_by(table.id).with_for_update(key_share=True)

    return Hot(build)


def _mark(table: Any) -> Hot:
    def build(dialect: str) -> ClauseElement:
        mine = table.tenant == bindparam("of")
        return (
            update(table)
            .where(mine, among(table.id, dialect), table.invoice_id.is_(None))
            .values(invoice_id=bindparam("invoice"), modified_at=bindparam("now"))
        )

    return Hot(build)


_UNBILLED: Final = {table: _unbilled(table) for table in _TABLES}
_MARK: Final = {table: _mark(table) for table in _TABLES}
