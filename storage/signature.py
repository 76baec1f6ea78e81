"""Know what a file is by its first bytes, never by its name or by what its sender calls it."""

from collections.abc import Callable
from typing import Final

LONGEST: Final = 32
"""How many bytes are enough to tell."""

_HEIF_BRANDS: Final = frozenset(
    {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
)

SIGNATURES: Final[dict[str, Callable[[bytes], bool]]] = {
    "application/pdf": lambda head: head.startswith(b"%PDF-"),
    "image/gif": lambda head: head.startswith((b"GIF87a", b"GIF89a")),
    "image/heic": lambda head: head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS,
    "image/jpeg": lambda head: head.startswith(b"\xff\xd8\xff"),
    "image/png": lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
    "image/webp": lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP",
}
"""Media types that the rule `upload` can name, and how each begins."""


def media_type(head: bytes) -> str | None:
    """The media type of a file that begins with `head`, or None for all others."""
    return next((kind for kind, begins in SIGNATURES.items() if begins(head)), None)
