"""Time entries: the hours that users spend on matters."""

from models.practice.time_entry.change import change, create, delete
from models.practice.time_entry.find import find, page

__all__ = ["change", "create", "delete", "find", "page"]
