"""Employees: who works for the studio and instructs its customers."""

from models.studio.employee.change import Content, change, create, delete
from models.studio.employee.find import find, instructors, page

__all__ = ["Content", "change", "create", "delete", "find", "instructors", "page"]
