"""One page: fixed or computed content under a path of its own, with `ETag`, HEAD, OPTIONS and 405."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from contract.errors import MethodNotAllowed
from conventions import conditional
from conventions.exchange import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from conventions.exchange import Exchange, Headers

METHODS = "GET, HEAD, OPTIONS"

CORS: Headers = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", METHODS.encode()),
    (b"access-control-allow-headers", b"If-None-Match"),
    (b"access-control-expose-headers", b"ETag"),
    (b"access-control-max-age", b"86400"),
]


@dataclass(frozen=True)
class Page:
    """`content` is asked at every GET; it may raise a refusal."""

    content: Callable[[Exchange], Answer]

    def __call__(self, exchange: Exchange) -> Answer:
        """The answer; raises `MethodNotAllowed` for anything but reading."""
        if exchange.method in ("GET", "HEAD"):
            return self.content(exchange)
        if exchange.method == "OPTIONS":
            headers = [
                pair
                for pair in self.content(exchange).headers
                if pair[0].startswith(b"access-control-")
            ]
            return Answer(204, [(b"allow", METHODS.encode()), *headers], b"")
        raise MethodNotAllowed(method=exchange.method, allow=METHODS)


def fixed(
    body: bytes, content_type: str, *, headers: Headers | None = None, max_age: int = 300
) -> Page:
    """A page whose bytes do not change while the server runs."""
    tag = hashlib.blake2b(body, digest_size=16).hexdigest()
    all_headers = [
        (b"etag", conditional.tag(tag).encode()),
        (b"cache-control", b"public, max-age=%d" % max_age),
        *(headers or []),
    ]

    def content(exchange: Exchange) -> Answer:
        field = exchange.headers.get("if-none-match")
        if field is not None:
            known = conditional.tags(field, weak=True)
            if known is None or tag in known:
                return Answer(304, list(all_headers), b"")
        return Answer(200, [(b"content-type", content_type.encode()), *all_headers], body)

    return Page(content)


def made(
    make: Callable[[], bytes],
    content_type: str,
    *,
    headers: Headers | None = None,
    max_age: int = 300,
) -> Page:
    """A `fixed` page that is made when it is first asked for: the start need not wait for it."""
    page = cache(lambda: fixed(make(), content_type, headers=headers, max_age=max_age))
    return Page(lambda exchange: page().content(exchange))
