"""Idle periods of a contract, sorted by whether they are over."""

from typing import Any, Final

from sqlalchemy import or_, select

from contract.errors.studio_customers import IdlePeriodNotFound
from models.session import Session
from models.studio import contract
from models.studio.idle_period.reason import reasons
from models.studio.number import possible
from models.studio.studio import house, today
from models.studio.table.contract import Contract
from models.studio.table.idle_period import IdlePeriod, IdlePeriodReason
from models.text import present

_COLUMNS: Final = (
    IdlePeriod.id,
    IdlePeriod.start_date,
    IdlePeriod.end_date,
    IdlePeriod.temporal_unit,
    IdlePeriod.term_value,
    IdlePeriod.unlimited,
    IdlePeriod.reason_id,
    IdlePeriodReason.name,
    IdlePeriod.document,
)
_QUERY: Final = select(*_COLUMNS).join(
    IdlePeriodReason,
    (IdlePeriodReason.tenant == IdlePeriod.tenant) & (IdlePeriodReason.id == IdlePeriod.reason_id),
)


def page(session: Session, tenant: str, contract_id: int) -> dict[str, Any]:
    """Give `{pastIdlePeriods, currentAndUpcomingIdlePeriods}`, each in the order of their days."""
    contract.find(session, tenant, contract_id)
    day = today(session, tenant).isoformat()
    query = _QUERY.where(IdlePeriod.tenant == tenant, IdlePeriod.contract_id == contract_id)
    rows = session.execute(query.order_by(IdlePeriod.start_date, IdlePeriod.id))
    found = [_row(tuple(cells)) for cells in rows]
    past = [one for one in found if one.get("endDate", day) < day]
    return {
        "pastIdlePeriods": past,
        "currentAndUpcomingIdlePeriods": [one for one in found if one not in past],
    }


def find(session: Session, tenant: str, contract_id: int, idle_period_id: int) -> dict[str, Any]:
    """Give the idle period, or raise `IdlePeriodNotFound`."""
    query = _QUERY.where(
        IdlePeriod.tenant == tenant,
        IdlePeriod.id == idle_period_id,
        IdlePeriod.contract_id == contract_id,
    )
    found = session.execute(query).first() if possible(idle_period_id) else None
    if found is None:
        raise IdlePeriodNotFound
    return _row(tuple(found))


def config(session: Session, tenant: str, contract_id: int) -> dict[str, Any]:
    """Give what the contract's idle periods may be: units with lengths, deadline and reasons."""
    contract.find(session, tenant, contract_id)
    query = select(Contract.idle_periods_allowed).where(
        Contract.tenant == tenant, Contract.id == contract_id
    )
    allowed = bool(session.execute(query).scalar_one())
    rules = house(session, tenant).idle_periods
    enabled = rules["enabled"] and allowed
    return {**rules, "enabled": enabled, "reasons": reasons(session, tenant)}


def idle_on(session: Session, tenant: str, customer_id: int, first: str, last: str) -> bool:
    """Whether a contract of the customer rests on a day from `first` to `last` (`YYYY-MM-DD`)."""
    query = select(IdlePeriod.id).where(
        IdlePeriod.tenant == tenant,
        IdlePeriod.customer_id == customer_id,
        IdlePeriod.start_date <= last,
        or_(IdlePeriod.end_date.is_(None), IdlePeriod.end_date >= first),
    )
    return session.execute(query.limit(1)).first() is not None


def _row(cells: tuple[Any, ...]) -> dict[str, Any]:
    id, start, end, unit, value, unlimited, reason_id, reason, document = cells
    return {
        "id": id,
        "startDate": start,
        **present(endDate=end, temporalUnit=unit, termValue=value),
        "unlimited": unlimited,
        "reasonId": reason_id,
        "reason": reason,
        **present(documentUrl=document),
    }
