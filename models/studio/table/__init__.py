"""How a studio lies in the database; the acts on it are elsewhere.

The tables refer to each other, so whoever has one of them has them all.
"""

from models.studio.table import (
    access,
    account,
    additional_field,
    amendment,
    appointment,
    checkin,
    class_,
    class_booking,
    class_slot,
    contract,
    customer,
    document,
    employee,
    idle_period,
    location,
    occupation,
    offer,
    studio,
)

__all__ = [
    "access",
    "account",
    "additional_field",
    "amendment",
    "appointment",
    "checkin",
    "class_",
    "class_booking",
    "class_slot",
    "contract",
    "customer",
    "document",
    "employee",
    "idle_period",
    "location",
    "occupation",
    "offer",
    "studio",
]
