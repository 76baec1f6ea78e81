"""How the messaging API's records lie."""

from models.messaging.table.access import ApiClient, ApiKey
from models.messaging.table.domain import Domain
from models.messaging.table.queue import Listener, Message, Queue, QueueSchema
from models.messaging.table.told import Event, Stat

__all__ = [
    "ApiClient",
    "ApiKey",
    "Domain",
    "Event",
    "Listener",
    "Message",
    "Queue",
    "QueueSchema",
    "Stat",
]
