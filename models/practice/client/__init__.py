"""Clients: whom the firm works for, and who pays."""

from models.practice.client.change import change, create, delete
from models.practice.client.find import find, page, require

__all__ = ["change", "create", "delete", "find", "page", "require"]
