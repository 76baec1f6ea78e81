"""Which addresses nobody outside may make the server call: a list, since libraries differ and change."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import Final

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

_KINDS: Final = {
    "unspecified": ("0.0.0.0/8", "::/128"),
    "loopback": ("127.0.0.0/8", "::1/128"),
    "private": ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
    "shared": ("100.64.0.0/10",),
    "link-local": ("169.254.0.0/16", "fe80::/10"),
    "metadata": ("168.63.129.16/32",),
    "documentation": (
        "192.0.2.0/24",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "2001:db8::/32",
        "3fff::/20",
    ),
    "multicast": ("224.0.0.0/4", "ff00::/8"),
    "translated": (
        "192.88.99.0/24",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
    ),
    "reserved": (
        "192.0.0.0/24",
        "198.18.0.0/15",
        "240.0.0.0/4",
        "2001::/23",
        "3ffe::/16",
        # All of IPv6 but 2000::/3, the only part that is in public use.
        "::/3",
        "4000::/2",
        "8000::/1",
    ),
}
"""Of the metadata services of clouds, one has a public address; the others are link-local, shared or private."""

_REFUSED: Final[tuple[tuple[str, Network], ...]] = tuple(
    (kind, ip_network(text)) for kind, texts in _KINDS.items() for text in texts
)
_WRAPPED: Final = {
    # How far the IPv4 address lies from the right end of an IPv6 address that wraps one.
    IPv6Network("::ffff:0:0/96"): 0,
    IPv6Network("::ffff:0:0:0/96"): 0,
    IPv6Network("64:ff9b::/96"): 0,
    IPv6Network("64:ff9b:1::/48"): 0,
    IPv6Network("2002::/16"): 80,
}


def kind_refused(address: Address, allowed: Iterable[Network] = ()) -> str | None:
    """Name the kind of network that the address must not be called for; `None` if it may be.

    What the operator allows is allowed. An IPv4 address that is wrapped in an IPv6 one has to be
    allowed in both forms, so that allowing a translator does not allow all that lies behind it.
    """
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        return "link-local"
    refusal = None if permitted(address, allowed) else _kind(address)
    inner = _inner(address)
    if refusal is not None or inner is None:
        return refusal
    return kind_refused(inner, allowed)


def permitted(address: Address, allowed: Iterable[Network]) -> bool:
    """Whether the operator allows this very address."""
    return any(address in network for network in allowed)


def _kind(address: Address) -> str | None:
    return next((kind for kind, network in _REFUSED if address in network), None)


def _inner(address: Address) -> IPv4Address | None:
    if isinstance(address, IPv6Address):
        for network, shift in _WRAPPED.items():
            if address in network:
                return IPv4Address(int(address) >> shift & 0xFFFFFFFF)
    return None
