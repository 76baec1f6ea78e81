"""Bookings of classes: places and the waiting list."""

from models.studio.class_.booking.book import book, validate
from models.studio.class_.booking.cancel import attend, cancel
from models.studio.class_.booking.find import find, page

__all__ = ["attend", "book", "cancel", "find", "page", "validate"]
