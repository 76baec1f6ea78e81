"""Expenses are written down, corrected and removed until they are billed."""

from typing import Any, Final

from sqlalchemy import insert

from models.hot import Hot
from models.identity import uuid7
from models.practice import item
from models.practice.expense.find import KIND
from models.practice.money import money
from models.practice.table.expense import Expense
from models.session import Session

_INSERT: Final = Hot(insert(Expense))
_EMPTY: Final[dict[str, Any]] = dict.fromkeys(("user_id", "check_number", "expense_code"))


def create(
    session: Session, tenant: str, content: dict[str, Any], *, user: str | None = None
) -> dict[str, Any]:
    """Add an expense of a `CreateExpense` request; `user` is whose it is if it does not say.

    Raises `InvalidRequest`.
    """
    if content.get("userId") is None and user is not None:
        content = content | {"userId": user}
    row = _EMPTY | {"id": uuid7(session.now)} | _checked(session, tenant, content, _EMPTY)
    return item.add(session, tenant, KIND, _INSERT, row)


def change(
    session: Session, tenant: str, expense_id: str, changes: dict[str, Any]
) -> dict[str, Any]:
    """Set the properties of `changes`; null leaves one as it is.

    Raises `ExpenseNotFound`, `ExpenseBilled`, `InvalidRequest`.
    """
    own = item.held(session, tenant, KIND, expense_id)
    values = _checked(session, tenant, changes, own)
    return item.keep(session, tenant, KIND, own["id"], values)


def delete(session: Session, tenant: str, expense_id: str) -> None:
    """Remove the expense; raise `ExpenseNotFound` or `ExpenseBilled`."""
    item.remove(session, tenant, KIND, expense_id)


def _checked(
    session: Session, tenant: str, given: dict[str, Any], before: dict[str, Any]
) -> dict[str, Any]:
    values = item.checked(session, tenant, given, before)
    if given.get("amount") is not None:
        values["amount"] = money(given["amount"], "body.amount")
    return values
