"""Operations on contracts, of the customer and in self-service."""

from typing import Any

from contract.types import ContractCancellation, ContractWithdrawal, NewCancellationReason
from handlers.studio import kept
from models.session import Session
from models.studio import contract
from models.studio.customer import Identifiers
from storage import Filing, Upload

Json = dict[str, Any]


def list_contracts(
    session: Session, tenant: str, customer_id: int, *, status: str | None = None
) -> list[Json]:
    return contract.of_customer(session, tenant, customer_id, status=status)


def find_contracts(
    session: Session, tenant: str, *, status: str | None = None, **identifiers: str
) -> list[Json]:
    return contract.by(session, tenant, Identifiers(**identifiers), status=status)


def replace_contract_document(
    session: Session,
    tenant: str,
    customer_id: int,
    contract_id: int,
    *,
    upload: Upload,
    files: Filing,
) -> Json:
    before, _ = contract.held(session, tenant, contract_id, of=customer_id)
    if "signedDocumentUrl" in before:
        files.delete(before["signedDocumentUrl"])
    file = kept(files, upload, tenant)
    return contract.replace_document(session, tenant, customer_id, contract_id, file=file)


def get_contract_data(session: Session, tenant: str, customer_id: int) -> list[Json]:
    return contract.self_service(session, tenant, customer_id)


def cancel_contract(
    session: Session, tenant: str, customer_id: int, body: ContractCancellation
) -> Json:
    return contract.cancel(
        session,
        tenant,
        customer_id,
        body["contractId"],
        reason_id=body.get("contractCancelationReasonId"),
        cancellation_date=body.get("cancellationDate"),
    )


def withdraw_contract_cancellation(
    session: Session, tenant: str, customer_id: int, body: ContractWithdrawal
) -> Json:
    return contract.withdraw_cancellation(session, tenant, customer_id, body["contractId"])


def list_cancellation_reasons(session: Session, tenant: str) -> list[Json]:
    return contract.reasons(session, tenant)


def create_cancellation_reason(session: Session, tenant: str, body: NewCancellationReason) -> Json:
    return contract.create_reason(session, tenant, name=body["name"])
