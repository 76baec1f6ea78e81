"""Text from the environment becomes a value, or a `ValueError` that says what is allowed."""

import ipaddress
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_TRUTHS = {"true": True, "yes": True, "on": True, "1": True}
_TRUTHS |= {"false": False, "no": False, "off": False, "0": False}
SHORTEST_SECRET = 32


def integer(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers from `low` to `high`, both included."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return int(text)

    return read


def number(low: float, high: float) -> Callable[[str], float]:
    """A reader of decimal numbers from `low` to `high`, both included."""

    def read(text: str) -> float:
        if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text) or not low <= float(text) <= high:
            raise ValueError(f"a number from {low} to {high}")
        return float(text)

    return read


def truth(text: str) -> bool:
    try:
        return _TRUTHS[text.lower()]
    except KeyError:
        raise ValueError("true or false") from None


def one_of(*allowed: str) -> Callable[[str], str]:
    """A reader of one of a few words."""

    def read(text: str) -> str:
        if text.lower() not in allowed:
            raise ValueError(f"one of {', '.join(allowed)}")
        return text.lower()

    return read


def url(*schemes: str) -> Callable[[str], str]:
    """A reader of URLs of some schemes; a driver may be named after a plus, as SQLAlchemy does."""

    def read(text: str) -> str:
        refusal = ValueError("a URL that begins with " + " or ".join(f"{s}://" for s in schemes))
        try:
            parts = urlsplit(text)
            _ = parts.port
        except ValueError:
            raise refusal from None
        if parts.scheme.partition("+")[0] not in schemes or "://" not in text:
            raise refusal
        return text

    return read


def file(text: str) -> Path:
    path = Path(text).expanduser().absolute()
    if not path.is_file():
        raise ValueError("the path of a file")
    return path


def domain(text: str) -> str:
    if not _DOMAIN.fullmatch(text.lower()):
        raise ValueError("a domain name such as api.example.com")
    return text.lower()


def networks(text: str) -> tuple[Network, ...]:
    """Networks or single addresses, separated by commas."""
    try:
        return tuple(ipaddress.ip_network(part.strip()) for part in text.split(","))
    except ValueError:
        raise ValueError(
            "networks such as 10.0.0.0/8 or ::1, separated by commas, without host bits"
        ) from None


def ports(text: str) -> frozenset[int]:
    """Ports, separated by commas."""
    read = integer(1, 65535)
    try:
        return frozenset(read(part.strip()) for part in text.split(","))
    except ValueError:
        raise ValueError("ports from 1 to 65535, separated by commas") from None


def secret(text: str) -> bytes:
    if len(text.encode()) < SHORTEST_SECRET:
        raise ValueError(f"at least {SHORTEST_SECRET} characters")
    return text.encode()
