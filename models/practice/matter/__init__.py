"""Matters: what the firm does for its clients."""

from models.practice.matter.change import change, create, delete
from models.practice.matter.find import codes_required, find, require
from models.practice.matter.page import page

__all__ = ["change", "codes_required", "create", "delete", "find", "page", "require"]
