"""Know where a call really comes from, and refuse plain HTTP and foreign tenants' hosts where that is demanded."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

from contract.errors import HttpsRequired

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from ipaddress import IPv4Address, IPv4Network, IPv6Network

    from conventions.exchange import Exchange

    Networks = Sequence[IPv4Network | IPv6Network]

_BRACKETED = re.compile(r"\[([^\]]*)\](?::[0-9]+)?")
HSTS = (b"strict-transport-security", b"max-age=31536000")


def parsed(text: str) -> IPv4Address | IPv6Address | None:
    """The address in `text`, which may name a port as some proxies do; None where there is none.

    An IPv4 address that a two-stack socket shows as IPv6 (`::ffff:192.0.2.1`) is IPv4.
    """
    bracketed = _BRACKETED.fullmatch(text)
    bare = (
        bracketed.group(1)
        if bracketed
        else text.split(":", maxsplit=1)[0]
        if text.count(":") == 1
        else text
    )
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address


def trusted(address: str, proxies: Networks) -> bool:
    """Whether `address` is one of the configured proxies."""
    found = parsed(address)
    return found is not None and any(found in network for network in proxies)


def seen_by(
    address: str, scheme: str, forwarded_for: str | None, proto: str | None, proxies: Networks
) -> tuple[str, str]:
    """Client's address and scheme: `X-Forwarded-*` are believed only from a configured proxy, right to left.

    What is no address ends the way: the last proxy that is known stands for the client then.
    """
    if not trusted(address, proxies):
        return address, scheme
    for hop in reversed((forwarded_for or "").split(",")):
        found = parsed(hop.strip())
        if found is None:
            break
        address = str(found)
        if not any(found in network for network in proxies):
            break
    return address, (proto or scheme).split(",")[-1].strip().lower()


def bind_location(proxies: Networks) -> Callable[[Exchange], None] | None:
    """The link that finds the client behind configured proxies, or None where there are none."""
    if not proxies:
        return None

    def locate(exchange: Exchange) -> None:
        headers = exchange.headers
        exchange.address, exchange.scheme = seen_by(
            exchange.address,
            exchange.scheme,
            headers.get("x-forwarded-for"),
            headers.get("x-forwarded-proto"),
            proxies,
        )

    return locate


def bind_https(*, required: bool) -> Callable[[Exchange], None] | None:
    """The link that refuses plain HTTP, or None where it is allowed.

    A plain call is never redirected: its key would already be on the wire.
    """
    if not required:
        return None

    def demand(exchange: Exchange) -> None:
        if exchange.scheme != "https":
            raise HttpsRequired
        exchange.answer_headers.append(HSTS)

    return demand


def tenant_label(host: str | None, base_domain: str) -> str | None:
    """The tenant's label in `host` (`io-example-acme.api.example.com`), or None when the host names no tenant."""
    name = (host or "").rsplit(":", 1)[0].lower().rstrip(".")
    suffix = f".{base_domain.lower()}"
    return name.removesuffix(suffix) if name.endswith(suffix) else None
