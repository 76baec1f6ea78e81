"""Operations under /invoices."""

from typing import Any

from contract.types import CreateInvoice, InvoicePaymentContent, InvoiceStateChange
from models.paging import Page, Slice
from models.practice import invoice
from models.session import Session

Json = dict[str, Any]


def list_invoices(
    session: Session,
    tenant: str,
    page: Page,
    *,
    select: frozenset[str],
    sort: tuple[str, ...],
    start_date: str | None = None,
    end_date: str | None = None,
    invoice_state: str | None = None,
    client_id: str | None = None,
    matter_id: str | None = None,
    modified_since: str | None = None,
) -> Slice:
    return invoice.page(
        session,
        tenant,
        page,
        select=select,
        sort=sort,
        start_date=start_date,
        end_date=end_date,
        invoice_state=invoice_state,
        client_id=client_id,
        matter_id=matter_id,
        modified_since=modified_since,
    )


def create_invoice(session: Session, tenant: str, body: CreateInvoice) -> list[Json]:
    return invoice.create(session, tenant, dict(body))


def get_invoice(session: Session, tenant: str, invoice_id: str) -> Json:
    return invoice.find(session, tenant, invoice_id)


def change_invoice_state(
    session: Session, tenant: str, invoice_id: str, body: InvoiceStateChange
) -> Json:
    return invoice.change_state(session, tenant, invoice_id, dict(body))


def record_invoice_payment(
    session: Session, tenant: str, invoice_id: str, body: InvoicePaymentContent
) -> Json:
    return invoice.record_payment(session, tenant, invoice_id, dict(body))
