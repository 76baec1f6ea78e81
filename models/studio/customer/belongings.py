"""What a customer has in other tables is read for a whole page at once."""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import bindparam, select

from models.hot import Hot
from models.session import Session
from models.studio.studio import today
from models.studio.table.access import Restriction, in_force, restriction
from models.studio.table.additional_field import Assignment
from models.studio.table.idle_period import IdlePeriod, span

SPREAD: Final = 50
"""How many numbers a customer of a page may lie apart before the others between are passed over."""


class _Belongings:
    """The rows of one table for many customers; the first cell is the customer's number."""

    def __init__(self, query: Any, owner: type[Any]) -> None:
        self._query, self._owner = query, owner
        self._near = Hot(
            query.where(
                owner.tenant == bindparam("tenant"),
                owner.customer_id >= bindparam("low"),
                owner.customer_id <= bindparam("high"),
            )
        )

    def of(self, session: Session, tenant: str, ids: Collection[int]) -> list[tuple[Any, ...]]:
        """Customers side by side are read as a range, which may have rows of others in it."""
        low, high = min(ids), max(ids)
        if high - low < SPREAD * len(ids):
            return self._near.all(session, tenant=tenant, low=low, high=high)
        owner = self._owner
        query = self._query.where(owner.tenant == tenant, owner.customer_id.in_(list(ids)))
        return [tuple(cells) for cells in session.execute(query)]


_RESTRICTIONS: Final = _Belongings(
    select(
        Restriction.customer_id, Restriction.reason, Restriction.start_date, Restriction.end_date
    ),
    Restriction,
)
_FIELDS: Final = _Belongings(
    select(Assignment.customer_id, Assignment.field_id, Assignment.value).order_by(
        Assignment.customer_id, Assignment.field_id
    ),
    Assignment,
)
_IDLE: Final = _Belongings(
    select(
        IdlePeriod.customer_id, IdlePeriod.id, IdlePeriod.start_date, IdlePeriod.end_date
    ).order_by(IdlePeriod.customer_id, IdlePeriod.start_date),
    IdlePeriod,
)


def completed(
    session: Session, tenant: str, customers: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Add idle periods, restrictions and additional fields to customers, who are in order of id."""
    if not customers:
        return customers
    day = today(session, tenant).isoformat()
    by_id: dict[int, dict[str, Any]] = {}
    for one in customers:
        one |= {
            "idlePeriods": [],
            "accessRefusal": False,
            "accessRestrictions": [],
            "additionalInformationFieldAssignments": [],
        }
        by_id[one["id"]] = one
    for owner, *cells in _RESTRICTIONS.of(session, tenant, by_id):
        if owner in by_id:
            found = restriction(tuple(cells))
            by_id[owner]["accessRestrictions"].append(found)
            by_id[owner]["accessRefusal"] |= in_force(found, day)
    for owner, field, value in _FIELDS.of(session, tenant, by_id):
        if owner in by_id:
            entry = {"additionalInformationFieldId": field, "value": value}
            by_id[owner]["additionalInformationFieldAssignments"].append(entry)
    for owner, *cells in _IDLE.of(session, tenant, by_id):
        if owner in by_id:
            by_id[owner]["idlePeriods"].append(span(tuple(cells)))
    return customers
