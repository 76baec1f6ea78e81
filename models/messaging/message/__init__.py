"""Messages: stored once, delivered to everybody who listened then."""

from models.messaging.message.change import delete, replace
from models.messaging.message.create import body, create
from models.messaging.message.deliver import attempts, dead_letters, redeliver, replay
from models.messaging.message.find import find, page

__all__ = [
    "attempts",
    "body",
    "create",
    "dead_letters",
    "delete",
    "find",
    "page",
    "redeliver",
    "replace",
    "replay",
]
