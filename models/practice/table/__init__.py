"""How a practice lies in the database; the acts on it are elsewhere.

The tables refer to each other, so whoever has one of them has them all.
"""

from models.practice.table import (
    client,
    custom_field,
    expense,
    fixed_fee,
    invoice,
    item,
    matter,
    practice_area,
    tally,
    time_entry,
    user,
)

__all__ = [
    "client",
    "custom_field",
    "expense",
    "fixed_fee",
    "invoice",
    "item",
    "matter",
    "practice_area",
    "tally",
    "time_entry",
    "user",
]
