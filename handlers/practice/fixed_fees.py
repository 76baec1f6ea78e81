"""Operations under /fixed-fees."""

from typing import Any

from contract.types import CreateFixedFee, UpdateFixedFeeChanges
from models.paging import Page, Slice
from models.practice import fixed_fee
from models.session import Caller, Session

Json = dict[str, Any]


def list_fixed_fees(
    session: Session,
    tenant: str,
    page: Page,
    *,
    select: frozenset[str],
    sort: tuple[str, ...],
    start_date: str | None = None,
    end_date: str | None = None,
    user_id: str | None = None,
    matter_id: str | None = None,
    client_id: str | None = None,
    billed: bool | None = None,
    invoice_id: str | None = None,
    modified_since: str | None = None,
) -> Slice:
    return fixed_fee.page(
        session,
        tenant,
        page,
        select=select,
        sort=sort,
        start_date=start_date,
        end_date=end_date,
        user_id=user_id,
        matter_id=matter_id,
        client_id=client_id,
        billed=billed,
        invoice_id=invoice_id,
        modified_since=modified_since,
    )


def create_fixed_fee(session: Session, tenant: str, caller: Caller, body: CreateFixedFee) -> Json:
    return fixed_fee.create(session, tenant, dict(body), user=caller.user)


def get_fixed_fee(session: Session, tenant: str, fixed_fee_id: str) -> Json:
    return fixed_fee.find(session, tenant, fixed_fee_id)


def update_fixed_fee(
    session: Session, tenant: str, fixed_fee_id: str, body: UpdateFixedFeeChanges
) -> Json:
    return fixed_fee.change(session, tenant, fixed_fee_id, dict(body))


def delete_fixed_fee(session: Session, tenant: str, fixed_fee_id: str) -> Json:
    fixed_fee.delete(session, tenant, fixed_fee_id)
    return {"fixedFeeId": fixed_fee_id}
