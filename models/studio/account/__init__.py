"""Accounts: what a customer owes, has paid, and will owe."""

from models.studio.account.book import charge, enter, pay
from models.studio.account.find import balances, transactions, upcoming

__all__ = ["balances", "charge", "enter", "pay", "transactions", "upcoming"]
