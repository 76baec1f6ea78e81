"""Standard Webhooks: a receiver can tell from the headers who sent this body, and when."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime
from typing import Final

PREFIX: Final = "whsec_"


def headers(id: str, moment: datetime, body: bytes, secrets: Iterable[str]) -> dict[str, str]:
    """The three headers; one signature for each secret that is valid now, newest first."""
    timestamp = int(moment.timestamp())
    signatures = [signed(id, timestamp, body, secret) for secret in secrets]
    return {
        "webhook-id": id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }


def signed(id: str, timestamp: int, body: bytes, secret: str) -> str:
    """`v1,` and the HMAC-SHA256, in Base64, of what the receiver puts together again."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    content = f"{id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()
