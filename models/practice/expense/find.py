"""Expenses are found by id and listed."""

from typing import Any, Final

from contract.errors.practice_billing import ExpenseBilled, ExpenseNotFound
from models.hot import Row
from models.paging import Page, Slice
from models.practice import item, tally
from models.practice.chosen import Choice
from models.practice.item.kind import PARTS, SHARES, Kind, Nearby, common, filters
from models.practice.item.shape import COMMON, shaped
from models.practice.table.expense import Expense
from models.session import Session
from models.text import present

_OWN: Final = (Expense.check_number, Expense.expense_code)
_TIMES: Final = COMMON + len(_OWN)


def _shape(cells: Row, near: Nearby) -> dict[str, Any]:
    check, code = cells[COMMON:_TIMES]
    own = present(checkNumber=check, expenseCode=code)
    return shaped("expenseId", cells, near, cells[_TIMES:]) | own


KIND: Final = Kind(
    name="expense",
    table=Expense,
    parts=PARTS,
    choice=Choice(
        Expense,
        (*common(Expense), *_OWN),
        filters=filters(Expense),
        orders={
            "date": Expense.date,
            "amount": Expense.amount,
            "description": Expense.description_start,
        },
        shares=SHARES,
        whole=tally.total("expense"),
    ),
    shape=_shape,
    not_found=ExpenseNotFound,
    billed=ExpenseBilled,
)


def find(session: Session, tenant: str, expense_id: str) -> dict[str, Any]:
    """Give the expense with all its parts, or raise `ExpenseNotFound`."""
    return item.find(session, tenant, KIND, expense_id)


def page(
    session: Session,
    tenant: str,
    page: Page,
    *,
    select: frozenset[str] = frozenset(),
    sort: tuple[str, ...] = (),
    start_date: str | None = None,
    end_date: str | None = None,
    user_id: str | None = None,
    matter_id: str | None = None,
    client_id: str | None = None,
    billed: bool | None = None,
    invoice_id: str | None = None,
    modified_since: str | None = None,
) -> Slice:
    """List expenses; sorts: date, amount, description; parts: client, matter, user, meta, invoice.

    Days are inclusive; all filters must match. Descriptions are compared by their first 200
    characters.
    """
    return item.page(
        session,
        tenant,
        KIND,
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
