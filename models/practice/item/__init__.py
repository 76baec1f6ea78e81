"""What time entries, expenses and fixed fees have in common: they can be billed, and once."""

from models.practice.item.find import find, page
from models.practice.item.hold import add, held, keep, remove
from models.practice.item.values import checked, rate_of

__all__ = ["add", "checked", "find", "held", "keep", "page", "rate_of", "remove"]
