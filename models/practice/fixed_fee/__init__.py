"""Fixed fees: prices that are agreed for pieces of work."""

from models.practice.fixed_fee.change import change, create, delete
from models.practice.fixed_fee.find import find, page

__all__ = ["change", "create", "delete", "find", "page"]
