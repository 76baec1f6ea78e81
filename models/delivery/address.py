"""Whether a URL may be called at all: one reading of it, from which the call is made, too."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

import idna

from models.delivery.network import Address, Network, kind_refused, permitted

PORTS: Final = frozenset({80, 443, 8080, 8443})
LONGEST: Final = 2048
_LONGEST_NAME: Final = 253
_STANDARD: Final = {"http": 80, "https": 443}
_ODD: Final = re.compile(r"[^!-~]|[\\^`{|}<>\"]")
_LABEL: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
_PLAIN: Final = re.compile(r"(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}")


class Forbidden(Exception):  # noqa: N818 - a plain fact; whoever asked makes a refusal of it
    """This must not be called, now or later; `reason` says why in a few words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator decided: `networks` are allowed whatever they are, and there every port is."""

    networks: tuple[Network, ...] = ()
    ports: frozenset[int] = field(default=PORTS)


PUBLIC: Final = Rules()
"""What everybody may have called, where the operator allows nothing more."""


@dataclass(frozen=True, slots=True)
class Outbound:
    """Whom organizations may have called: `verified`, only hosts that they have proven to be their own."""

    rules: Rules = field(default_factory=Rules)
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A URL in its parts. `host` is ASCII and lower case; `address` is set where it is no name."""

    scheme: str
    host: str
    port: int
    path: str
    query: str
    address: Address | None

    @property
    def url(self) -> str:
        """The URL as it is called: nothing in it can be read in two ways."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _STANDARD[self.scheme] else f":{self.port}"
        query = f"?{self.query}" if self.query else ""
        return f"{self.scheme}://{host}{port}{self.path}{query}"


def target(url: str, rules: Rules) -> Target:
    """Read the URL, or raise `Forbidden`. What a name stands for is decided when it is called."""
    if len(url) > LONGEST:
        raise Forbidden(f"longer than {LONGEST} characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Forbidden("not a URL") from None
    if parts.scheme not in _STANDARD or not parts.netloc:
        raise Forbidden("neither http:// nor https://")
    _refuse_strange(url, parts)
    host, address = _host(parts.hostname or "")
    port = _STANDARD[parts.scheme] if port is None else port
    found = Target(parts.scheme, host, port, parts.path or "/", parts.query, address)
    if address is not None:
        check([address], port, rules)
    elif port not in rules.ports and not rules.networks:
        raise Forbidden(f"port {port}")
    return found


def check(addresses: Iterable[Address], port: int, rules: Rules) -> None:
    """Raise `Forbidden` if even one of the addresses must not be called on this port."""
    for address in addresses:
        kind = kind_refused(address, rules.networks)
        if kind is not None:
            raise Forbidden(f"{kind} address")
        if port not in rules.ports and not permitted(address, rules.networks):
            raise Forbidden(f"port {port}")


def _refuse_strange(url: str, parts: SplitResult) -> None:
    """Refuse what is not needed, and what two readers of URLs could read in two ways."""
    beside = url.replace(parts.netloc, "", 1)
    if _ODD.search(beside) or any(not one.isprintable() or one in " \\" for one in parts.netloc):
        raise Forbidden("characters that have to be percent-encoded")
    if "@" in parts.netloc:
        raise Forbidden("credentials in the URL")
    if "#" in url:
        raise Forbidden("a fragment")


def _host(text: str) -> tuple[str, Address | None]:
    if ":" in text:
        return _literal(text)
    try:
        host = idna.encode(text, uts46=True).decode() if not text.isascii() else text
    except idna.IDNAError:
        raise Forbidden("not a host name") from None
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        # Readers agree on four plain decimal numbers only; 127.1, 0x7f.1 and 017700000001 are 127.0.0.1, too.
        if not _PLAIN.fullmatch(host):
            raise Forbidden("an IPv4 address that is not written plainly")
        return _literal(host)
    if len(host) > _LONGEST_NAME or not all(_LABEL.fullmatch(label) for label in labels):
        raise Forbidden("not a host name")
    return host, None


def _literal(text: str) -> tuple[str, Address]:
    try:
        address = ip_address(text)
    except ValueError:
        raise Forbidden("not an address") from None
    if "%" in text:
        raise Forbidden("an address with a zone")
    return str(address), address
