"""Class slots: the dates on which a class takes place."""

from models.studio.class_.slot.change import cancel, change, create
from models.studio.class_.slot.find import find, page

__all__ = ["cancel", "change", "create", "find", "page"]
