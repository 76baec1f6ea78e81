"""Tell the operator whether the server is alive, can serve, and how it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import structlog
from sqlalchemy import text

from contract.errors import NotFound
from conventions import origin
from conventions.credentials import Bearer, HeaderKey, presented
from conventions.exchange import Answer
from conventions.scopes import EVERY_SCOPE
from server.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from conventions.credentials import Credentials
    from conventions.exchange import Exchange
    from models.database import Database
    from models.session import Session

log = structlog.get_logger(__name__)

_READERS = [Bearer.reader({}), HeaderKey.reader({"in": "header", "name": "X-API-Key"})]
_NO_STORE = (b"cache-control", b"no-store")


def _told(status: int, word: str) -> Answer:
    return Answer(
        status, [(b"content-type", b"application/json"), _NO_STORE], orjson.dumps({"status": word})
    )


def health() -> Page:
    """`/healthz`: the process answers. Nothing else is asked, so that a slow database restarts nobody."""
    return Page(lambda _exchange: _told(200, "ok"))


def readiness(database: Database) -> Page:
    """`/readyz`: the database answers."""

    def ask(session: Session) -> None:
        session.execute(text("SELECT 1"))

    def content(_exchange: Exchange) -> Answer:
        try:
            database.read(ask)
        except Exception as exc:
            log.warning("not ready", exc_info=exc)
            return _told(503, "unavailable")
        return _told(200, "ok")

    return Page(content)


def metrics(render: Callable[[], bytes], audience: str, credentials: Credentials) -> Page:
    """`/metrics` in Prometheus' text format, for callers on this machine (`loopback`) or with an admin key (`key`)."""

    def content(exchange: Exchange) -> Answer:
        if not _may_read(exchange, audience, credentials):
            raise NotFound
        kind = b"text/plain; version=0.0.4; charset=utf-8"
        return Answer(200, [(b"content-type", kind), _NO_STORE], render())

    return Page(content)


def _may_read(exchange: Exchange, audience: str, credentials: Credentials) -> bool:
    if audience == "loopback":
        address = origin.parsed(exchange.address)
        return address is not None and address.is_loopback
    if audience == "key":
        text_ = presented(exchange.headers, _READERS)
        found = credentials.identify(text_, exchange.address, exchange.received_at.timestamp())
        return EVERY_SCOPE in found.scopes
    return False
