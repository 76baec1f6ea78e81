"""Customers: the people whom the studio knows, from the first interest to the last day."""

from models.studio.customer.change import change
from models.studio.customer.create import create
from models.studio.customer.find import demand, find, held
from models.studio.customer.page import page, search
from models.studio.customer.resolve import Identifiers, find_by, resolve

__all__ = [
    "Identifiers",
    "change",
    "create",
    "demand",
    "find",
    "find_by",
    "held",
    "page",
    "resolve",
    "search",
]
