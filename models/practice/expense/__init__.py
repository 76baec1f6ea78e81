"""Expenses: what the firm has paid for matters."""

from models.practice.expense.change import change, create, delete
from models.practice.expense.find import find, page

__all__ = ["change", "create", "delete", "find", "page"]
