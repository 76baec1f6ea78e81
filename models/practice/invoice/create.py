"""Matters are billed: each that has something gets an invoice, all of them in one unit or none."""

from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ClauseElement, and_, bindparam, insert, select

from contract.errors import Fault, InvalidRequest
from contract.errors.practice_billing import NothingToBill
from models.amount import MOST
from models.hot import Hot
from models.identity import uuid7
from models.practice.given import clean, day, identity
from models.practice.invoice.find import find
from models.practice.invoice.gather import Gathered, gather, mark
from models.practice.invoice.number import numbered
from models.practice.money import exactly
from models.practice.nearby import among, listed
from models.practice.span import between, today
from models.practice.table.client import Client
from models.practice.table.invoice import Invoice
from models.practice.table.matter import Matter
from models.session import Session

_INSERT: Final = Hot(insert(Invoice))


def _matters(dialect: str) -> ClauseElement:
    """With KEY SHARE: until the unit ends a matter keeps its client, and the client its name."""
    same = and_(Client.tenant == Matter.tenant, Client.id == Matter.client_id)
    return (
        select(Matter.id, Client.id, Client.name, Client.reference)
        .join_from(Matter, Client, same)
        .where(Matter.tenant == bindparam("tenant"), among(Matter.id, dialect))
        .order_by(Matter.id)
        .with_for_update(read=True, key_share=True)
    )


_MATTERS: Final = Hot(_matters)


def create(session: Session, tenant: str, content: dict[str, Any]) -> list[dict[str, Any]]:
    """Bill what a `CreateInvoice` request names; give the invoices in the order of its matters.

    Two at the same time never bill the same item: the second waits, and then bills what is left.
    Raises `InvalidRequest`, `NothingToBill`, `InvoiceNumberTaken`.
    """
    tidy = clean(content, "body")
    span = between(tidy["startDate"], tidy["endDate"], "body")
    date = today(session).isoformat()
    if "invoiceDate" in tidy:
        date = day(tidy["invoiceDate"], "body.invoiceDate").isoformat()
    matters = _known(session, tenant, tidy["matterIds"])
    number = tidy.get("invoiceNumber")
    if number is not None and len(matters) > 1:
        fault = Fault("body.invoiceNumber", "It can be given for one matter only.")
        raise InvalidRequest(fault)
    found = gather(session, tenant, list(matters), span["start_date"], span["end_date"])
    if not found:
        raise NothingToBill
    made = []
    for matter_id, client in matters.items():
        if matter_id in found:
            amount = _amount(found[matter_id])
            row = client | {"matter_id": matter_id, "invoice_date": date, "amount": amount}
            made.append(_write(session, tenant, row, number, found[matter_id]))
    return made


def _known(session: Session, tenant: str, given: list[str]) -> dict[str, dict[str, str]]:
    """The columns of an invoice that are the client's, by matter, in the order of the request."""
    ids = [identity(id) for id in given]
    rows = _MATTERS.all(session, tenant=tenant, ids=listed(session, ids))
    names = ("client_id", "client_name", "client_reference")
    there = {id: dict(zip(names, client, strict=True)) for id, *client in rows}
    faults = [
        Fault(f"body.matterIds.{at}", "There is no such matter.")
        for at, id in enumerate(ids)
        if id not in there
    ]
    if faults:
        raise InvalidRequest(*faults)
    return {id: there[id] for id in ids}


def _amount(gathered: Gathered) -> Decimal:
    amount = exactly(gathered.units)
    if amount > MOST:
        raise InvalidRequest(Fault("body.matterIds", "The amount is too large."))
    return amount


def _write(
    session: Session, tenant: str, row: dict[str, Any], given: str | None, gathered: Gathered
) -> dict[str, Any]:
    id = uuid7(session.now)

    def write(number: str) -> None:
        _INSERT.run(
            session,
            tenant=tenant,
            id=id,
            balance=row["amount"],
            due_date=None,
            invoice_number=number,
            invoice_state="draft",
            created_at=session.now,
            modified_at=session.now,
            **row,
        )

    numbered(session, tenant, given, write)
    mark(session, tenant, gathered, id)
    after = find(session, tenant, id)
    session.touch("invoice", id, before=None, after=after)
    return after
