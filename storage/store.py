"""Keep the bytes of files under keys, each whole or not at all."""

import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, Protocol

KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,128}(/[A-Za-z0-9_-]{1,128}){0,7}")
"""Keys are plain words with slashes between them: nothing that a file system or a URL would read in its own way."""


class FileAbsent(Exception):  # noqa: N818 - a plain fact that callers translate
    """There is nothing under this key."""


class Store(Protocol):
    """A place for files. Every act may be called from any thread; a bad key raises `ValueError`."""

    incoming: Path
    """A folder of this machine for what is still being received."""

    def put(self, key: str, source: Path) -> None:
        """Keep a copy of the file `source`; durable when this returns. What was under the key is replaced."""
        ...

    def open(self, key: str) -> BinaryIO:
        """The bytes under the key, from the beginning; raise `FileAbsent`."""
        ...

    def size(self, key: str) -> int:
        """How many bytes there are; raise `FileAbsent`."""
        ...

    def delete(self, key: str) -> None:
        """Forget the key; nothing happens when it is not there."""
        ...

    def older(self, folder: str, than: datetime) -> Iterator[str]:
        """The keys below `folder` (`a/b`) that were put before `than`, in any order."""
        ...

    def forget_incoming(self, *, before: datetime) -> None:
        """Remove what was being received and has not grown since `before`."""
        ...


def checked(key: str) -> str:
    """The key, or `ValueError`."""
    if not KEY.fullmatch(key):
        raise ValueError(f"not a key: {key!r}")
    return key


def new_key(*folders: str) -> str:
    """A key that nobody can guess, below these names."""
    return checked("/".join((*folders, secrets.token_urlsafe(18))))
