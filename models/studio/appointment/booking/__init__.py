"""Bookings of appointments."""

from models.studio.appointment.booking.book import book, validate
from models.studio.appointment.booking.cancel import attend, cancel
from models.studio.appointment.booking.find import find, page

__all__ = ["attend", "book", "cancel", "find", "page", "validate"]
