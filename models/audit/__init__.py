"""Every call is on record: who, what, when, and how it ended."""

from models.audit.find import error, find, page
from models.audit.record import exists, record, repeated, replayed, sweep

__all__ = ["error", "exists", "find", "page", "record", "repeated", "replayed", "sweep"]
