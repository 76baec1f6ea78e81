"""Items are found by id and listed; only the parts that are asked for are read."""

from typing import Any

from models.hot import Row
from models.paging import Page, Slice
from models.practice import nearby
from models.practice.given import identity, since
from models.practice.item.kind import Kind, Nearby
from models.practice.span import between
from models.session import Session

_USER, _MATTER, _CLIENT, _INVOICE, _FIXED_FEE = 1, 2, 3, 7, 8


def find(session: Session, tenant: str, kind: Kind, id: str) -> dict[str, Any]:
    """Give the item with all its parts, or raise the kind's refusal."""
    cells = _cells(session, tenant, kind, id)
    return kind.shape(cells, _near(session, tenant, [cells], kind.parts))


def alone(session: Session, tenant: str, kind: Kind, id: str) -> dict[str, Any]:
    """Give the item without what it refers to, as the audit keeps it."""
    return kind.shape(_cells(session, tenant, kind, id), Nearby())


def page(
    session: Session,
    tenant: str,
    kind: Kind,
    page: Page,
    *,
    select: frozenset[str],
    sort: tuple[str, ...],
    start_date: str | None = None,
    end_date: str | None = None,
    billed: bool | None = None,
    modified_since: str | None = None,
    billing_type: str | None = None,
    **ids: str | None,
) -> Slice:
    """List items, each with the parts of `select`; `ids` are those of filters, by their names."""
    given: dict[str, Any] = between(start_date, end_date)
    given |= {name: identity(value) for name, value in ids.items() if value is not None}
    if modified_since is not None:
        given["modified_since"] = since(modified_since)
    if billed is not None:
        given["billed" if billed else "unbilled"] = billed
    if billing_type is not None:
        given["billing_type"] = billing_type
    rows, total = kind.choice.page(
        session, tenant, page, given=given, sort=sort, meta="meta" in select
    )
    near = _near(session, tenant, rows, select & kind.parts)
    return Slice([kind.shape(cells, near) for cells in rows], total=total)


def _cells(session: Session, tenant: str, kind: Kind, id: str) -> Row:
    cells = kind.choice.one(session, tenant, identity(id))
    if cells is None:
        raise kind.not_found
    return cells


def _near(session: Session, tenant: str, rows: list[Row], select: frozenset[str]) -> Nearby:
    def ids(at: int) -> set[str]:
        return {cells[at] for cells in rows}

    matters: nearby.Named = {}
    clients: nearby.Named = {}
    if {"matter", "client"} <= select:
        matters, clients = nearby.matters_and_clients(session, tenant, ids(_MATTER))
    elif "matter" in select:
        matters = nearby.matters(session, tenant, ids(_MATTER))
    elif "client" in select:
        clients = nearby.clients(session, tenant, ids(_CLIENT))
    users = nearby.users(session, tenant, ids(_USER)) if "user" in select else {}
    invoices = nearby.invoices(session, tenant, ids(_INVOICE)) if "invoice" in select else {}
    fees = nearby.fixed_fees(session, tenant, ids(_FIXED_FEE)) if "fixedFee" in select else {}
    return Nearby(users, matters, clients, invoices, fees)
