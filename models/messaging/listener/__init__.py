"""Listeners: who gets the messages that are put into a queue from now on."""

from models.messaging.listener.change import create, delete, replace
from models.messaging.listener.find import find, page
from models.messaging.listener.run import recover, rotate_secret, test, test_body

__all__ = [
    "create",
    "delete",
    "find",
    "page",
    "recover",
    "replace",
    "rotate_secret",
    "test",
    "test_body",
]
