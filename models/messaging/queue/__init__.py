"""Queues: what is put into one goes to all who listen to it."""

from models.messaging.queue.change import create, delete, replace
from models.messaging.queue.find import find, page, schema_of

__all__ = ["create", "delete", "find", "page", "replace", "schema_of"]
