"""A contract rests when its rules allow it, and never twice at a time: its row decides the race."""

from datetime import date
from typing import Any

import sqlalchemy
from sqlalchemy import insert, select

from contract.errors import Fault, InvalidRequest
from contract.errors.studio_customers import IdlePeriodStarted
from models.session import Session
from models.studio import contract
from models.studio.calendar import day
from models.studio.contract.ending import Ending
from models.studio.idle_period.find import find
from models.studio.idle_period.reason import reason
from models.studio.idle_period.verdict import CREATABLE, REFUSALS, Ground, Wish, status
from models.studio.number import next_number
from models.studio.studio import house, today
from models.studio.table.contract import Contract
from models.studio.table.idle_period import IdlePeriod


def validate(
    session: Session,
    tenant: str,
    contract_id: int,
    *,
    start_date: str,
    temporal_unit: str | None = None,
    term_value: int | None = None,
    unlimited: bool = False,
) -> dict[str, Any]:
    """Give `{validationStatus}`: whether `create` would do the same, and why not."""
    wish = Wish(day(start_date, "body.startDate"), temporal_unit, term_value, unlimited)
    return {"validationStatus": _status(session, tenant, contract_id, wish)}


def create(
    session: Session,
    tenant: str,
    contract_id: int,
    *,
    start_date: str,
    reason_id: int,
    temporal_unit: str | None = None,
    term_value: int | None = None,
    unlimited: bool = False,
    document: str | None = None,
) -> dict[str, Any]:
    """Let the contract rest; `document` names the proof in the file store.

    Raises the refusal of the status (`verdict.REFUSALS`), or `IdlePeriodReasonNotFound`.
    Emits `CONTRACT_IDLE_PERIOD_CREATED`.
    """
    wish = Wish(day(start_date, "body.startDate"), temporal_unit, term_value, unlimited)
    found = _status(session, tenant, contract_id, wish, lock=True)
    if found != CREATABLE:
        raise REFUSALS[found]
    if reason(session, tenant, reason_id)["documentRequired"] and document is None:
        raise InvalidRequest(Fault("body.document", "This reason needs a document."))
    id = next_number(session, tenant)
    values = {
        "customer_id": _owner(session, tenant, contract_id),
        "start_date": start_date,
        "end_date": wish.end.isoformat() if wish.end else None,
        "temporal_unit": temporal_unit,
        "term_value": None if unlimited else term_value,
        "unlimited": unlimited,
        "reason_id": reason_id,
        "document": document,
    }
    session.execute(
        insert(IdlePeriod).values(
            tenant=tenant, id=id, contract_id=contract_id, created_at=session.now, **values
        )
    )
    after = find(session, tenant, contract_id, id)
    session.touch("idle_period", str(id), before=None, after=after)
    session.emit("CONTRACT_IDLE_PERIOD_CREATED", str(contract_id), {"idlePeriodId": id})
    return after


def delete(session: Session, tenant: str, contract_id: int, idle_period_id: int) -> None:
    """Take an idle period back; raises `IdlePeriodNotFound`, or `IdlePeriodStarted`."""
    contract.held(session, tenant, contract_id)
    before = find(session, tenant, contract_id, idle_period_id)
    if before["startDate"] <= today(session, tenant).isoformat():
        raise IdlePeriodStarted
    session.execute(
        sqlalchemy.delete(IdlePeriod)
        .where(IdlePeriod.tenant == tenant, IdlePeriod.id == idle_period_id)
        .execution_options(synchronize_session=False)
    )
    session.touch("idle_period", str(idle_period_id), before=before, after=None)
    content = {"idlePeriodId": idle_period_id}
    session.emit("CONTRACT_IDLE_PERIOD_CANCELLED", str(contract_id), content)


def _status(
    session: Session, tenant: str, contract_id: int, wish: Wish, *, lock: bool = False
) -> str:
    if lock:
        contract.held(session, tenant, contract_id)
    terms = contract.terms(session, tenant, contract_id)
    query = select(Contract.idle_periods_allowed, Contract.start_date).where(
        Contract.tenant == tenant, Contract.id == contract_id
    )
    allowed, start = session.execute(query).one()
    taken = select(IdlePeriod.start_date, IdlePeriod.end_date).where(
        IdlePeriod.tenant == tenant, IdlePeriod.contract_id == contract_id
    )
    pairs = [(first, end) for first, end in session.execute(taken)]
    ground = Ground(allowed, date.fromisoformat(start), _last(terms), pairs)
    return status(wish, ground, house(session, tenant).idle_periods, today(session, tenant))


def _last(terms: Ending) -> date | None:
    """The day on which the contract surely ends; `None` while it would go on by itself."""
    if terms.cancelled_to is not None or terms.extension is not None:
        return terms.cancelled_to
    return terms.first_end


def _owner(session: Session, tenant: str, contract_id: int) -> int:
    query = select(Contract.customer_id).where(
        Contract.tenant == tenant, Contract.id == contract_id
    )
    return int(session.execute(query).scalar_one())
