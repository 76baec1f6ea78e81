"""Access: what opens the door to a customer, and what keeps it shut."""

from models.studio.access import card
from models.studio.access.code import code, owner_of_code
from models.studio.access.medium import create, delete, of_customer, update
from models.studio.access.restriction import lift, restrict

__all__ = [
    "card",
    "code",
    "create",
    "delete",
    "lift",
    "of_customer",
    "owner_of_code",
    "restrict",
    "update",
]
