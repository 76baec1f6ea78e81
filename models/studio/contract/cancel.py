"""A contract ends with one of its terms, and only when the notice was given in time."""

from datetime import date
from typing import Any

from sqlalchemy import select, update

from contract.errors.studio_customers import (
    ContractAlreadyCancelled,
    ContractCancellationDateInvalid,
    ContractCancellationTooLate,
    ContractEnded,
    ContractNotCancelled,
)
from models.session import Session
from models.studio import calendar
from models.studio.contract.ending import Ending
from models.studio.contract.find import find, held
from models.studio.contract.reason import reason_name
from models.studio.contract.shape import review_on
from models.studio.studio import today
from models.studio.table.contract import Contract


def cancel(
    session: Session,
    tenant: str,
    customer_id: int,
    contract_id: int,
    *,
    reason_id: int | None = None,
    cancellation_date: str | None = None,
) -> dict[str, Any]:
    """End the contract on `cancellation_date`, or on the first day that is still possible.

    Raises `ContractAlreadyCancelled`, `ContractEnded`, `ContractCancellationTooLate` when the
    notice for that end is over, and `ContractCancellationDateInvalid` when no term ends then.
    """
    before, terms = held(session, tenant, contract_id, of=customer_id)
    if terms.cancelled_to is not None:
        raise ContractAlreadyCancelled
    day = today(session, tenant)
    if terms.over(day):
        raise ContractEnded
    reason = None if reason_id is None else reason_name(session, tenant, reason_id)
    wanted = None
    if cancellation_date is not None:
        wanted = calendar.day(cancellation_date, "body.cancellationDate")
    values = {
        "cancelled_to": _end(terms, day, wanted).isoformat(),
        "cancelled_on": day.isoformat(),
        "cancellation_reason": reason,
    }
    return _store(session, tenant, before, "CONTRACT_CANCELLED", values)


def withdraw_cancellation(
    session: Session, tenant: str, customer_id: int, contract_id: int
) -> dict[str, Any]:
    """Let the contract go on as if it had never been cancelled; possible until its last day.

    Raises `ContractNotCancelled` or `ContractEnded`.
    """
    before, terms = held(session, tenant, contract_id, of=customer_id)
    if terms.cancelled_to is None:
        raise ContractNotCancelled
    if terms.over(today(session, tenant)):
        raise ContractEnded
    values = {"cancelled_to": None, "cancelled_on": None, "cancellation_reason": None}
    return _store(session, tenant, before, "CONTRACT_UPDATED", values)


def _end(terms: Ending, day: date, wanted: date | None) -> date:
    following = terms.next_end(day)
    if following is None:
        raise ContractCancellationTooLate(
            last_possible_date=_said(terms.last_notice(terms.first_end))
        )
    if wanted is None or wanted == following:
        return following
    if not terms.is_end(wanted):
        raise ContractCancellationDateInvalid(next_possible_date=_said(following))
    if wanted < following:
        raise ContractCancellationTooLate(last_possible_date=_said(terms.last_notice(wanted)))
    return wanted


def _said(day: date) -> str:
    return day.isoformat()


def _store(
    session: Session, tenant: str, before: dict[str, Any], event: str, values: dict[str, Any]
) -> dict[str, Any]:
    id = before["id"]
    mine = (Contract.tenant == tenant, Contract.id == id)
    query = select(
        Contract.first_end, Contract.extension, Contract.cancellation_period, Contract.charged_to
    ).where(*mine)
    first_end, extension, notice, charged_to = session.execute(query).one()
    cancelled = values["cancelled_to"]
    terms = Ending(
        date.fromisoformat(first_end),
        extension,
        notice,
        None if cancelled is None else date.fromisoformat(cancelled),
    )
    due = review_on(terms, date.fromisoformat(charged_to)).isoformat()
    session.execute(
        update(Contract)
        .where(*mine)
        .values(**values, review_on=due)
        .execution_options(synchronize_session=False)
    )
    after = find(session, tenant, id)
    session.touch("contract", str(id), before=before, after=after)
    session.emit(event, str(id))
    return after
