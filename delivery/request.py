"""The call that carries a delivery: the same body and id at every attempt."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from delivery import signature
from delivery.content import Content
from delivery.send import Call
from models.delivery.due import Due
from models.delivery.lane import Lane


@dataclass(frozen=True, slots=True)
class Seal:
    """What a destination recognises us by: its secrets, newest first, and the key that it asks for."""

    secrets: list[str]
    key: str | None


def call(lane: Lane, one: Due, content: Content, seal: Seal, now: datetime) -> Call:
    """Write the call."""
    headers = {
        "Content-Type": content.type,
        **signature.headers(one.subject_id, now, content.body, seal.secrets),
        "X-Attempt": str(one.attempts + 1),
        "traceparent": trace(one.id),
    }
    if seal.key is not None:
        headers["x-api-key"] = seal.key
    return Call(lane.url, lane.timeout_ms / 1000, headers=headers, body=content.body)


def trace(delivery_id: str) -> str:
    """All attempts of a delivery are spans of one trace (W3C Trace Context, 3.2)."""
    number = hashlib.sha256(delivery_id.encode()).hexdigest()[:32]
    return f"00-{number}-{secrets.token_hex(8)}-01"
