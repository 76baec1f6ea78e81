"""Idle periods: times in which a contract rests."""

from models.studio.idle_period.find import config, find, idle_on, page
from models.studio.idle_period.move import create, delete, validate
from models.studio.idle_period.reason import create_reason, reasons

__all__ = [
    "config",
    "create",
    "create_reason",
    "delete",
    "find",
    "idle_on",
    "page",
    "reasons",
    "validate",
]
