"""Every invoice has a number of its own: the one that was given, or the next running one."""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import ClauseElement
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from contract.errors.practice_billing import InvoiceNumberTaken
from models.constraint import broken
from models.hot import Hot
from models.practice.table.invoice import InvoiceNumber
from models.session import Session

_KEY: Final = "uq_practice_invoices_tenant_invoice_number"


def _next(dialect: str) -> ClauseElement:
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    more = {"last": InvoiceNumber.last + 1}
    statement: ClauseElement = (
        insert(InvoiceNumber)
        .on_conflict_do_update(index_elements=[InvoiceNumber.tenant], set_=more)
        .returning(InvoiceNumber.last)
    )
    return statement


_NEXT: Final = Hot(_next)


def numbered(
    session: Session, tenant: str, given: str | None, write: Callable[[str], object]
) -> None:
    """Call `write` with the number; raise `InvoiceNumberTaken` when the `given` one is.

    Running numbers skip those that are taken. Units of a firm that take one wait for each other.
    """
    while True:
        try:
            number = given or _running(session, tenant)
            with session.nested():
                write(number)
        except IntegrityError as error:
            if broken(error) != _KEY:
                raise
            if given is not None:
                raise InvoiceNumberTaken from error
        else:
            return


def _running(session: Session, tenant: str) -> str:
    cells = _NEXT.first(session, tenant=tenant, last=1)
    assert cells is not None
    return f"INV-{cells[0]:06d}"
