"""Check-ins: who comes, who goes, and how full it is."""

from models.studio.checkin.move import checkin, checkout
from models.studio.checkin.page import page, utilization

__all__ = ["checkin", "checkout", "page", "utilization"]
