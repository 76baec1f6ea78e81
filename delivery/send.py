"""One HTTP call to somebody we do not trust: small answers, no redirects, an end to every wait."""

import asyncio
import ssl
import time
from dataclasses import dataclass
from typing import Final

import aiohttp
from yarl import URL

from delivery.answer import MOST, Answer, read
from delivery.guard import Guard, Lookup, lookup
from models.delivery.address import Forbidden, Rules, target

_AGENT: Final = "Charter-Webhooks/1.0"
_FRESH: Final = 10
"""Seconds that a looked up and checked address is used for."""
_KEEP: Final = 4.0
"""Seconds that an unused connection is kept: less than servers keep them, or a call would meet its end."""
_PROBLEMS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (aiohttp.ClientConnectorDNSError, "the name was not found"),
    (aiohttp.ClientConnectorCertificateError, "the certificate is not valid"),
    (aiohttp.ClientSSLError, "no TLS connection"),
    (aiohttp.ServerTimeoutError, "no answer in time"),
    (TimeoutError, "no answer in time"),
    (aiohttp.ClientConnectorError, "no connection"),
    (aiohttp.ClientResponseError, "the answer is not HTTP"),
    (aiohttp.ClientPayloadError, "the answer is not HTTP"),
    (aiohttp.ServerDisconnectedError, "the connection was closed"),
    (OSError, "the connection was closed"),
    (aiohttp.ClientError, "the call failed"),
)


@dataclass(frozen=True, slots=True)
class Call:
    """What is sent; `timeout` in seconds is for all of it."""

    url: str
    timeout: float
    method: str = "POST"
    headers: dict[str, str] | None = None
    body: bytes | None = None


class Sender:
    """One pool of connections for all receivers; made and used in one event loop."""

    def __init__(
        self, rules: Rules, *, look: Lookup = lookup, tls: ssl.SSLContext | None = None
    ) -> None:
        guard = Guard(rules, look)
        self._rules = rules
        self._guard = guard
        self._connector = aiohttp.TCPConnector(
            resolver=guard,
            socket_factory=guard.socket,
            ssl=tls or ssl.create_default_context(),
            ttl_dns_cache=_FRESH,
            keepalive_timeout=_KEEP,
            limit=0,  # whoever calls `send` decides how many at once
        )
        self._session = aiohttp.ClientSession(
            connector=self._connector,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"},
            read_bufsize=MOST,
            timeout=aiohttp.ClientTimeout(total=None),
            trust_env=False,
        )

    async def send(self, call: Call) -> Answer:
        """Make the call, and say what came of it; raises nothing that the receiver could cause."""
        began = time.monotonic()
        try:
            url = URL(target(call.url, self._rules).url, encoded=True)
            async with asyncio.timeout(call.timeout):
                response = await self._session.request(
                    call.method, url, data=call.body, headers=call.headers, allow_redirects=False
                )
            duration = _since(began)
            return await read(response, duration, within=call.timeout - duration / 1000)
        except Forbidden as error:
            return Answer(_since(began), error=f"not sent: {error.reason}", refused=True)
        except (aiohttp.ClientError, OSError) as error:
            return Answer(_since(began), error=_problem(error))
        except ValueError:
            return Answer(_since(began), error="not sent: not a header", refused=True)

    async def close(self) -> None:
        """Close every connection."""
        await self._session.close()
        await self._guard.close()


def _problem(error: Exception) -> str:
    return next(said for kind, said in _PROBLEMS if isinstance(error, kind))


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
