"""Invoices: what clients are asked to pay, and what they have paid."""

from models.practice.invoice.balance import balances
from models.practice.invoice.create import create
from models.practice.invoice.find import find, page
from models.practice.invoice.move import change_state
from models.practice.invoice.payment import record_payment

__all__ = ["balances", "change_state", "create", "find", "page", "record_payment"]
