"""One call on its way through the conventions: what came in, what is known of it so far, what goes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from contract.errors import Refusal
    from models.session import Caller
    from storage import Download, Filing, Upload

Headers = list[tuple[bytes, bytes]]


@dataclass(slots=True)
class Answer:
    """What the operation says; the sender adds `Content-Length` and the call's own headers (`answer_headers`)."""

    status: int
    headers: Headers
    body: bytes
    error: str | None = None
    """The code of the refusal, when the answer is one."""
    download: Download | None = None
    """The file that is sent in place of `body`."""


@dataclass(slots=True)
class Exchange:
    """The state of one call. Links read it and add to it; nothing else is shared between them.

    `headers` are decoded as latin-1 with lower-case names; repeated ones are joined by a comma (RFC 9110, 5.3).
    `arguments` are the values for the handler, by its parameters' names.
    """

    method: str
    path: str
    path_values: Mapping[str, str]
    query: bytes
    headers: dict[str, str]
    address: str
    scheme: str
    received_at: datetime
    began: float
    """Reading of the performance counter at arrival, seconds."""
    body: bytes = b""
    body_refused: Refusal | None = None
    request_id: str = ""
    trace_id: str = ""
    span_id: str = ""
    caller: Caller | None = None
    home_language: str = ""
    """The language that the caller's organization has configured."""
    language: str = ""
    """The language of the answer, once it is settled; empty also where the API speaks only one."""
    granted: frozenset[str] = frozenset()
    """Scopes of the caller's key."""
    arguments: dict[str, Any] = field(default_factory=dict)
    answer_headers: Headers = field(default_factory=list)
    """Headers of every answer to this call, whatever it is: ids, trace, the state of the rate limit."""
    upload: Upload | None = None
    """The file of the body, where the operation takes one; removed when the call is over."""
    filing: Filing | None = None
    """The stored files that the handler works on, where it asks for them."""
    idempotency_key: str | None = None
    fingerprint: str = ""
    layout: int = 0
    """How bodies of JSON are written: options of orjson."""
    http_version: str = "1.1"
    executed: bool = False
    """Whether the handler has begun: what it refuses is an outcome, and kept as one."""

    def at(self, template: str) -> str:
        """The path by a template that has only variables of this call's own."""
        return filled(template, self.path_values)


def filled(template: str, values: Mapping[str, Any]) -> str:
    """The path by a template, with its values escaped."""
    return template.format(**{name: quote(str(value), safe="") for name, value in values.items()})


def decoded_headers(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers of an ASGI scope as a mapping; see `Exchange.headers`."""
    headers: dict[str, str] = {}
    for name, value in raw:
        key = name.decode("latin-1").lower()
        text = value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers
