"""The name that a caller gave to a file: kept as far as it is harmless, and never a place on a disk."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 255
_ENDINGS: Final = {
    "application/pdf": (".pdf",),
    "image/gif": (".gif",),
    "image/heic": (".heic", ".heif"),
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/png": (".png",),
    "image/webp": (".webp",),
}
_LONGEST_ENDING: Final = 16
_ESCAPED: Final = {"%22": '"', "%0A": "\n", "%0D": "\r"}
"""What browsers write instead of themselves (WHATWG HTML, multipart/form-data encoding algorithm)."""

_REMOVED: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls, line breaks, and what turns the writing round so that a name looks like another."""

_JOINERS: Final = frozenset("\u200c\u200d")
"""Of the removed kind, and yet letters of Persian and Hindi names need them (UAX 31, 2.3)."""


def file_name(given: bytes | None) -> str | None:
    """The file name of a part (RFC 7578, 4.2) without folders, at most 255 characters; `None` for none.

    Characters that do not show, or that reorder those that do, are left out.
    """
    text = (given or b"").decode(errors="replace")
    for escaped, character in _ESCAPED.items():
        text = text.replace(escaped, character)
    text = re.split(r"[/\\]", unicodedata.normalize("NFC", text))[-1]
    shown = "".join(one for one in text if one in _JOINERS or not _hidden(one))
    return _shortened(shown.strip(" .")) or None


def proposed(name: str, media_type: str) -> str:
    """The name under which to save a file: with an ending that says what it is, as programs go by it."""
    endings = _ENDINGS.get(media_type)
    if endings is None or name.lower().endswith(endings):
        return name
    return _shortened(name + endings[0])


def _hidden(character: str) -> bool:
    return unicodedata.category(character) in _REMOVED


def _shortened(name: str) -> str:
    """The beginning of a name that is too long, with its ending."""
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) >= _LONGEST_ENDING:
        return name[:LONGEST].rstrip(" .")
    return stem[: LONGEST - len(dot + ending)].rstrip(" .") + dot + ending
