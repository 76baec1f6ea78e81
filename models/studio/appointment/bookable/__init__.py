"""What can be booked: offers with instructors, working hours, and the slots that they leave."""

from models.studio.appointment.bookable.change import Content, change, create, whole
from models.studio.appointment.bookable.find import find, page
from models.studio.appointment.bookable.slots import slots

__all__ = ["Content", "change", "create", "find", "page", "slots", "whole"]
