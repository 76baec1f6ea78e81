"""Additional fields: what a studio asks its customers, and what they answered."""

from models.studio.additional_field.assign import assign
from models.studio.additional_field.define import create, delete, page, update

__all__ = ["assign", "create", "delete", "page", "update"]
