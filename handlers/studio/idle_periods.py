"""Operations on times in which a contract rests."""

from typing import Any

from contract.types import IdlePeriodWish, NewIdlePeriod, NewIdlePeriodReason
from handlers.studio import arguments, kept
from models.session import Session
from models.studio import contract, idle_period
from storage import Filing, Upload

Json = dict[str, Any]


def list_idle_periods(session: Session, tenant: str, contract_id: int) -> Json:
    return idle_period.page(session, tenant, contract_id)


def get_idle_period_config(session: Session, tenant: str, contract_id: int) -> Json:
    return idle_period.config(session, tenant, contract_id)


def validate_idle_period(
    session: Session, tenant: str, contract_id: int, body: IdlePeriodWish
) -> Json:
    wish = {name: value for name, value in arguments(body).items() if name != "reason_id"}
    return idle_period.validate(session, tenant, contract_id, **wish)


def create_idle_period(
    session: Session,
    tenant: str,
    contract_id: int,
    body: NewIdlePeriod,
    *,
    upload: Upload | None,
    files: Filing,
) -> Json:
    proof = None if upload is None else kept(files, upload, tenant)
    return idle_period.create(session, tenant, contract_id, document=proof, **arguments(body))


def delete_idle_period(
    session: Session, tenant: str, contract_id: int, idle_period_id: int, files: Filing
) -> Json:
    contract.held(session, tenant, contract_id)
    before = idle_period.find(session, tenant, contract_id, idle_period_id)
    idle_period.delete(session, tenant, contract_id, idle_period_id)
    if "documentUrl" in before:
        files.delete(before["documentUrl"])
    return {"id": idle_period_id}


def create_idle_period_reason(session: Session, tenant: str, body: NewIdlePeriodReason) -> Json:
    return idle_period.create_reason(session, tenant, **arguments(body))
