"""Custom fields: what a firm notes of clients, matters and users, each in its own form."""

from models.practice.custom_field.assign import assign, clear
from models.practice.custom_field.define import create, page
from models.practice.custom_field.read import values

__all__ = ["assign", "clear", "create", "page", "values"]
