"""The studio itself: what it tells of itself, and when it is open."""

from models.studio.studio.change import change, change_closing_hours, change_opening_hours, set_up
from models.studio.studio.find import find, house, settings, today
from models.studio.table.studio import House

__all__ = [
    "House",
    "change",
    "change_closing_hours",
    "change_opening_hours",
    "find",
    "house",
    "set_up",
    "settings",
    "today",
]
