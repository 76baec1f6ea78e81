"""Operations under /time-entries."""

from typing import Any

from contract.types import CreateTimeEntry, UpdateTimeEntryChanges
from models.paging import Page, Slice
from models.practice import time_entry
from models.session import Caller, Session

Json = dict[str, Any]


def list_time_entries(
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
    billing_type: str | None = None,
    fixed_fee_id: str | None = None,
    billed: bool | None = None,
    invoice_id: str | None = None,
    modified_since: str | None = None,
) -> Slice:
    return time_entry.page(
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
        billing_type=billing_type,
        fixed_fee_id=fixed_fee_id,
        billed=billed,
        invoice_id=invoice_id,
        modified_since=modified_since,
    )


def create_time_entry(session: Session, tenant: str, caller: Caller, body: CreateTimeEntry) -> Json:
    return time_entry.create(session, tenant, dict(body), user=caller.user)


def get_time_entry(session: Session, tenant: str, time_entry_id: str) -> Json:
    return time_entry.find(session, tenant, time_entry_id)


def update_time_entry(
    session: Session, tenant: str, time_entry_id: str, body: UpdateTimeEntryChanges
) -> Json:
    return time_entry.change(session, tenant, time_entry_id, dict(body))


def delete_time_entry(session: Session, tenant: str, time_entry_id: str) -> Json:
    time_entry.delete(session, tenant, time_entry_id)
    return {"timeEntryId": time_entry_id}
