"""Contracts as they stand today: what is active or over is the calendar's to say."""

from datetime import date
from typing import Any

from sqlalchemy import select

from contract.errors.studio_customers import ContractNotFound
from models.session import Session
from models.studio import customer
from models.studio.contract.ending import Ending
from models.studio.contract.shape import ending, row
from models.studio.number import possible
from models.studio.studio import today
from models.studio.table.contract import COLUMNS, Contract


def of_customer(
    session: Session, tenant: str, customer_id: int, *, status: str | None = None
) -> list[dict[str, Any]]:
    """List a customer's contracts, oldest first; `status` is ACTIVE (not over yet) or INACTIVE."""
    customer.demand(session, tenant, customer_id)
    day = today(session, tenant)
    found = [row(cells, day) for cells in _rows(session, tenant, customer_id)]
    return [one for one in found if status is None or one["contractStatus"] == status]


def by(
    session: Session, tenant: str, by: customer.Identifiers, *, status: str | None = None
) -> list[dict[str, Any]]:
    """List the contracts of the customer whom one identifier names (`customer.resolve`)."""
    customer_id = customer.resolve(session, tenant, by)
    return of_customer(session, tenant, customer_id, status=status)


def find(session: Session, tenant: str, contract_id: int) -> dict[str, Any]:
    """Give the contract, or raise `ContractNotFound`."""
    return row(_one(session, tenant, contract_id), today(session, tenant))


def held(
    session: Session, tenant: str, contract_id: int, *, of: int | None = None
) -> tuple[dict[str, Any], Ending]:
    """Give the contract for a change, and its ending: nobody else changes it until the unit ends.

    Raises `ContractNotFound`, also when it is not the contract of the customer `of`.
    """
    cells = _one(session, tenant, contract_id, lock=True)
    if of is not None and cells[1] != of:
        raise ContractNotFound
    return row(cells, today(session, tenant)), ending(cells)


def terms(session: Session, tenant: str, contract_id: int) -> Ending:
    """Give when the contract ends, or raise `ContractNotFound`."""
    return ending(_one(session, tenant, contract_id))


def self_service(session: Session, tenant: str, customer_id: int) -> list[dict[str, Any]]:
    """List a customer's contracts with what they can do about them.

    `nextPossibleEndDate` is the end that a cancellation of today reaches, and
    `lastPossibleCancellationDate` the last day for that end.
    """
    customer.demand(session, tenant, customer_id)
    day = today(session, tenant)
    return [
        row(cells, day) | {"customerId": cells[1]} | _outlook(ending(cells), day)
        for cells in _rows(session, tenant, customer_id)
    ]


def _outlook(ending: Ending, day: date) -> dict[str, Any]:
    following = None if ending.over(day) or ending.cancelled_to else ending.next_end(day)
    shaped: dict[str, Any] = {"cancellable": following is not None}
    if ending.extension is not None:
        shaped["extension"] = ending.extension
    if following is not None:
        shaped["nextPossibleEndDate"] = following.isoformat()
        shaped["lastPossibleCancellationDate"] = ending.last_notice(following).isoformat()
    return shaped


def _rows(session: Session, tenant: str, customer_id: int) -> list[tuple[Any, ...]]:
    query = select(*COLUMNS).where(Contract.tenant == tenant, Contract.customer_id == customer_id)
    return [tuple(cells) for cells in session.execute(query.order_by(Contract.id))]


def _one(session: Session, tenant: str, contract_id: int, *, lock: bool = False) -> tuple[Any, ...]:
    query = select(*COLUMNS).where(Contract.tenant == tenant, Contract.id == contract_id)
    if lock:
        query = query.with_for_update(key_share=True)
    found = session.execute(query).first() if possible(contract_id) else None
    if found is None:
        raise ContractNotFound
    return tuple(found)
