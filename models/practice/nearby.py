"""What many rows of a list refer to is read once for all of them."""

from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import ClauseElement, Text, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from models.hot import Hot, Row
from models.practice.money import shown, units
from models.practice.table.client import Client
from models.practice.table.client import named as named_client
from models.practice.table.fixed_fee import FixedFee
from models.practice.table.invoice import Invoice
from models.practice.table.matter import Matter
from models.practice.table.user import NAMES, User
from models.practice.table.user import named as named_user
from models.session import Session

Named = dict[str, dict[str, Any]]
"""What is shown of things, by their ids."""


def among(column: Any, dialect: str) -> Any:
    """That `column` is one of the parameter `ids`, which `listed` gives."""
    if dialect == "postgresql":
        return column == any_(bindparam("ids", type_=ARRAY(Text)))
    each = func.json_each(bindparam("ids")).table_valued("value")
    return column.in_(select(each.c.value))


def listed(session: Session, ids: Iterable[str]) -> Any:
    """The ids as the parameter of `among`."""
    return orjson.dumps(list(ids)).decode() if session.sqlite else list(ids)


def clients(session: Session, tenant: str, ids: set[Any]) -> Named:
    """Clients by name."""
    rows = _rows(session, tenant, _CLIENTS, ids)
    return {id: named_client(name, reference) for id, name, reference in rows}


def matters(session: Session, tenant: str, ids: set[Any]) -> Named:
    """Matters by name."""
    rows = _rows(session, tenant, _MATTERS, ids)
    return {id: named_client(name, reference) for id, name, reference in rows}


def matters_and_clients(session: Session, tenant: str, ids: set[Any]) -> tuple[Named, Named]:
    """Matters by name, and their clients, in one statement."""
    matters, clients = {}, {}
    for id, name, reference, client_id, *client in _rows(session, tenant, _BOTH, ids):
        matters[id] = named_client(name, reference)
        clients[client_id] = named_client(*client)
    return matters, clients


def users(session: Session, tenant: str, ids: set[Any]) -> Named:
    """Users by name."""
    return {id: named_user(tuple(cells)) for id, *cells in _rows(session, tenant, _USERS, ids)}


def invoices(session: Session, tenant: str, ids: set[Any]) -> Named:
    """Invoices as the items on them show them."""
    return {
        id: {
            "invoiceId": id,
            "invoiceNumber": number,
            "invoiceDate": date,
            "invoiceState": state,
            "invoiceAmount": shown(amount),
            "invoiceBalance": shown(balance),
        }
        for id, number, date, state, amount, balance in _rows(session, tenant, _INVOICES, ids)
    }


def fixed_fees(session: Session, tenant: str, ids: set[Any]) -> Named:
    """Fixed fees as the time entries that belong to them show them."""
    rows = _rows(session, tenant, _FIXED_FEES, ids)
    return {id: {"id": id, "label": label, "amount": shown(amount)} for id, label, amount in rows}


def _rows(session: Session, tenant: str, statement: Hot, ids: set[Any]) -> list[Row]:
    ids.discard(None)  # of rows that refer to nothing
    return statement.all(session, tenant=tenant, ids=listed(session, ids)) if ids else []


def _by_id(table: Any, *columns: Any) -> Hot:
    def build(dialect: str) -> ClauseElement:
        mine = table.tenant == bindparam("tenant")
        return select(table.id, *columns).where(mine, among(table.id, dialect))

    return Hot(build)


_CLIENTS = _by_id(Client, Client.name, Client.reference)
_MATTERS = _by_id(Matter, Matter.name, Matter.reference)
_BOTH = _by_id(
    Matter,
    Matter.name,
    Matter.reference,
    Matter.client_id,
    Matter.client_name,
    Matter.client_reference,
)
_USERS = _by_id(User, *NAMES)
_INVOICES = _by_id(
    Invoice,
    Invoice.invoice_number,
    Invoice.invoice_date,
    Invoice.invoice_state,
    units(Invoice.amount),
    units(Invoice.balance),
)
_FIXED_FEES = _by_id(FixedFee, FixedFee.description, units(FixedFee.amount))
