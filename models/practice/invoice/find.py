"""Invoices are found by id and listed."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contract.errors.practice_billing import InvoiceNotFound
from models.hot import Row
from models.paging import Page, Slice
from models.practice import nearby
from models.practice.chosen import Choice
from models.practice.given import identity, since
from models.practice.money import shown, units
from models.practice.span import between
from models.practice.table.client import named
from models.practice.table.invoice import Invoice
from models.session import Session

_COLUMNS: Final = (
    Invoice.id,
    Invoice.client_id,
    Invoice.client_name,
    Invoice.client_reference,
    Invoice.matter_id,
    Invoice.invoice_date,
    Invoice.due_date,
    units(Invoice.amount),
    units(Invoice.balance),
    Invoice.invoice_number,
    Invoice.invoice_state,
)
_MATTER: Final = 4
_CHOICE: Final = Choice(
    Invoice,
    _COLUMNS,
    filters={
        "start_date": Invoice.invoice_date >= bindparam("start_date"),
        "end_date": Invoice.invoice_date <= bindparam("end_date"),
        "invoice_state": Invoice.invoice_state == bindparam("invoice_state"),
        "client_id": Invoice.client_id == bindparam("client_id"),
        "matter_id": Invoice.matter_id == bindparam("matter_id"),
        "modified_since": Invoice.modified_at >= bindparam("modified_since"),
    },
    orders={
        "client.name": Invoice.client_name,
        "client.reference": Invoice.client_reference,
        "invoicedate": Invoice.invoice_date,
        "amount": Invoice.amount,
        "balance": Invoice.balance,
        "invoicenumber": Invoice.invoice_number,
        "state": Invoice.invoice_state,
    },
)
_ALL: Final = frozenset({"client", "matter", "meta"})


def find(session: Session, tenant: str, invoice_id: str) -> dict[str, Any]:
    """Give the invoice with all its parts, or raise `InvoiceNotFound`."""
    cells = _CHOICE.one(session, tenant, identity(invoice_id))
    if cells is None:
        raise InvoiceNotFound
    return _shaped(session, tenant, [cells], _ALL)[0]


def page(
    session: Session,
    tenant: str,
    page: Page,
    *,
    select: frozenset[str] = frozenset(),
    sort: tuple[str, ...] = (),
    start_date: str | None = None,
    end_date: str | None = None,
    invoice_state: str | None = None,
    client_id: str | None = None,
    matter_id: str | None = None,
    modified_since: str | None = None,
) -> Slice:
    """List invoices by the days of their dates; parts: client, matter, meta.

    Sorts: client.name, client.reference, invoicedate, amount, balance, invoicenumber, state.
    """
    given: dict[str, Any] = between(start_date, end_date)
    for name, id in {"client_id": client_id, "matter_id": matter_id}.items():
        if id is not None:
            given[name] = identity(id)
    if invoice_state is not None:
        given["invoice_state"] = invoice_state
    if modified_since is not None:
        given["modified_since"] = since(modified_since)
    rows, total = _CHOICE.page(session, tenant, page, given=given, sort=sort, meta="meta" in select)
    return Slice(_shaped(session, tenant, rows, select), total=total)


def held(session: Session, tenant: str, invoice_id: str) -> dict[str, Any]:
    """Give the columns of an invoice that nobody else changes, or raise `InvoiceNotFound`."""
    table = Invoice.__table__
    query = select(table).where(table.c.tenant == tenant, table.c.id == identity(invoice_id))
    row = session.execute(query.with_for_update(key_share=True)).mappings().first()
    if row is None:
        raise InvoiceNotFound
    return dict(row)


def _shaped(
    session: Session, tenant: str, rows: list[Row], select: frozenset[str]
) -> list[dict[str, Any]]:
    matters: nearby.Named = {}
    if "matter" in select:
        matters = nearby.matters(session, tenant, {cells[_MATTER] for cells in rows})
    return [_shape(cells, matters, client="client" in select) for cells in rows]


def _shape(cells: Row, matters: nearby.Named, *, client: bool) -> dict[str, Any]:
    id, client_id, name, reference, matter_id, date, due, amount, balance, *rest = cells
    number, state, *times = rest
    invoice = {"invoiceId": id, "clientId": client_id}
    if client:
        invoice["client"] = named(name, reference)
    invoice["matterId"] = matter_id
    if matters:
        invoice["matter"] = matters[matter_id]
    invoice["invoiceDate"] = date
    if due is not None:
        invoice["dueDate"] = due
    invoice |= {"amount": shown(amount), "balance": shown(balance)}
    invoice |= {"invoiceNumber": number, "invoiceState": state}
    if times:
        invoice["meta"] = {"createdAt": times[0], "modifiedAt": times[1]}
    return invoice
