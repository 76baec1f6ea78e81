"""As much of an answer is read as is needed, and no answer can make us wait or grow."""

import asyncio
from dataclasses import dataclass
from typing import Final

import aiohttp

MOST: Final = 16 * 1024
"""Bytes that are read of an answer; one that is longer costs its connection."""

_TAIL: Final = 1.0
"""Seconds for the rest of an answer whose status is known."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: a status, or an error in a few words; `refused` ones never leave the house.

    `body` is the beginning of the answer, whole if `complete`.
    """

    duration_ms: int
    status: int | None = None
    error: str | None = None
    refused: bool = False
    retry_after: str | None = None
    body: bytes = b""
    complete: bool = False

    @property
    def good(self) -> bool:
        """Whether the receiver says that it has what was sent."""
        return self.status is not None and 200 <= self.status < 300  # noqa: PLR2004 - the class 2xx of RFC 9110


async def read(response: aiohttp.ClientResponse, duration_ms: int, *, within: float) -> Answer:
    """Read what is needed of an answer whose status is known; close what is not read to its end."""
    try:
        body, complete = await _beginning(response, min(_TAIL, within))
    finally:
        response.close()  # does nothing to one that was read to its end
    return Answer(
        duration_ms,
        status=response.status,
        retry_after=response.headers.get("Retry-After"),
        body=body,
        complete=complete,
    )


async def _beginning(response: aiohttp.ClientResponse, within: float) -> tuple[bytes, bool]:
    """Read up to `MOST` bytes; the status is known by now, so nothing that goes wrong here matters."""
    body = b""
    try:
        async with asyncio.timeout(within):
            while len(body) <= MOST and (piece := await response.content.readany()):
                body += piece
    except (aiohttp.ClientError, OSError):
        return body[:MOST], False
    return body[:MOST], len(body) <= MOST
