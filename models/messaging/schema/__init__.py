"""A queue may say what its messages look like, in its own short language or as JSON Schema."""

from models.messaging.schema.check import check
from models.messaging.schema.compile import JSON_SCHEMA, QUEUE, Compiled, compile

__all__ = ["JSON_SCHEMA", "QUEUE", "Compiled", "check", "compile"]
