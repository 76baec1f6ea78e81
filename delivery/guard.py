"""A connection goes to an address that was checked, whatever a name answers before or after.

aiohttp connects to what the resolver gave, so that nothing is asked twice. It does not ask a
resolver about a literal address: the last check therefore stands where the socket is made.
"""

import asyncio
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from typing import Any, Final

from aiohttp.abc import AbstractResolver, ResolveResult

from models.delivery.address import Rules, check

Lookup = Callable[[str, int], Sequence[str]]
"""Gives all addresses of a name; may take its time, and raises `OSError` for none."""

AddressInfo = tuple[Any, Any, int, str, tuple[Any, ...]]
LOOKUPS: Final = 128
"""Names that are looked up at a time: one whose servers are silent keeps a thread for seconds."""


def lookup(host: str, port: int) -> list[str]:
    """Ask the system."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


class Guard(AbstractResolver):
    """Resolves names and makes sockets for one aiohttp connector."""

    def __init__(self, rules: Rules, look: Lookup = lookup) -> None:
        self._rules = rules
        self._look = look
        self._threads = ThreadPoolExecutor(LOOKUPS, thread_name_prefix="lookup")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Give the name's addresses, or raise `Forbidden` if even one must not be called."""
        loop = asyncio.get_running_loop()
        texts = await loop.run_in_executor(self._threads, self._look, host, port)
        addresses = [ip_address(text) for text in dict.fromkeys(texts)]
        if not addresses:
            raise OSError(None, "the name has no address")
        check(addresses, port, self._rules)
        families = {4: socket.AF_INET, 6: socket.AF_INET6}
        return [
            ResolveResult(
                hostname=host,
                host=str(address),
                port=port,
                family=families[address.version],
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in addresses
            if family in (socket.AF_UNSPEC, families[address.version])
        ]

    def socket(self, info: AddressInfo) -> socket.socket:
        """Make the socket for one connection, or raise `Forbidden`."""
        family, kind, protocol, _, place = info
        check([ip_address(place[0])], place[1], self._rules)
        return socket.socket(family, kind, protocol)

    async def close(self) -> None:
        """Leave the lookups that are still under way alone."""
        self._threads.shutdown(wait=False, cancel_futures=True)
