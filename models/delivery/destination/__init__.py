"""Where deliveries go: added, changed, found, held and removed by whoever owns the destination."""

from models.delivery.destination.add import add
from models.delivery.destination.change import change, rotate_secret
from models.delivery.destination.find import (
    find,
    for_events,
    of_owner,
    of_source,
    secrets_of,
    wanting,
)
from models.delivery.destination.state import disable, enable, remove

__all__ = [
    "add",
    "change",
    "disable",
    "enable",
    "find",
    "for_events",
    "of_owner",
    "of_source",
    "remove",
    "rotate_secret",
    "secrets_of",
    "wanting",
]
