"""A file on its way in: written to the disk as it comes, never kept in memory, and gone when it is not wanted."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import BinaryIO

from contract.errors import FileTooLarge, UnsupportedFileType
from storage.signature import LONGEST, media_type


class Upload:
    """A received file, for as long as its call lasts; what a handler is given as `upload`."""

    def __init__(
        self, path: Path, media_type: str, size: int, sha256: str, name: str | None = None
    ) -> None:
        self.path = path
        self.media_type = media_type
        """What the file is by its first bytes."""
        self.size = size
        self.sha256 = sha256
        """64 hexadecimal digits."""
        self.name = name
        """What the caller calls it, as `name.file_name` leaves it; nothing to find a file by."""

    def open(self) -> BinaryIO:
        """Read it from the beginning."""
        return self.path.open("rb")

    def discard(self) -> None:
        """Remove the file; what the store has taken over is not concerned."""
        self.path.unlink(missing_ok=True)


class Incoming:
    """Receives one file of at most `limit` bytes and one of the `types`; used by one call alone."""

    def __init__(
        self, folder: Path, *, limit: int, types: tuple[str, ...], name: str | None = None
    ) -> None:
        self._path = folder / f"upload-{secrets.token_hex(8)}"
        self._limit, self._types, self._name = limit, types, name
        self._file = self._path.open("xb", buffering=0)
        self._digest = hashlib.sha256()
        self._head = b""
        self._size = 0

    def write(self, chunk: memoryview) -> None:
        """Take the next bytes; raise `FileTooLarge`, or `UnsupportedFileType` as soon as it is known."""
        self._size += len(chunk)
        if self._size > self._limit:
            raise FileTooLarge(limit=self._limit)
        if len(self._head) < LONGEST:
            self._head += bytes(chunk[: LONGEST - len(self._head)])
            if len(self._head) == LONGEST:
                self._type()
        self._digest.update(chunk)
        while chunk:
            chunk = chunk[self._file.write(chunk) :]

    def finish(self) -> Upload:
        """The whole file, on the disk; raise `UnsupportedFileType`."""
        kind = self._type()
        os.fsync(self._file.fileno())
        self._file.close()
        return Upload(self._path, kind, self._size, self._digest.hexdigest(), self._name)

    def discard(self) -> None:
        """Remove what has come so far."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _type(self) -> str:
        kind = media_type(self._head)
        if kind is None or kind not in self._types:
            raise UnsupportedFileType(expected=", ".join(self._types))
        return kind
