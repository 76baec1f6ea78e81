"""Operations under /expenses."""

from typing import Any

from contract.types import CreateExpense, UpdateExpenseChanges
from models.paging import Page, Slice
from models.practice import expense
from models.session import Caller, Session

Json = dict[str, Any]


def list_expenses(
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
    return expense.page(
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


def create_expense(session: Session, tenant: str, caller: Caller, body: CreateExpense) -> Json:
    return expense.create(session, tenant, dict(body), user=caller.user)


def get_expense(session: Session, tenant: str, expense_id: str) -> Json:
    return expense.find(session, tenant, expense_id)


def update_expense(
    session: Session, tenant: str, expense_id: str, body: UpdateExpenseChanges
) -> Json:
    return expense.change(session, tenant, expense_id, dict(body))


def delete_expense(session: Session, tenant: str, expense_id: str) -> Json:
    expense.delete(session, tenant, expense_id)
    return {"expenseId": expense_id}
