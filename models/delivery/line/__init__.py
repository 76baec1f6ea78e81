"""What waits to be delivered: put in line, put back in line, and taken out of it."""

from models.delivery.end import expire, forget
from models.delivery.line.enqueue import enqueue
from models.delivery.line.replay import recover, redeliver, replay

__all__ = ["enqueue", "expire", "forget", "recover", "redeliver", "replay"]
