"""A file on its way out: read in pieces, so that its size does not matter."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol, Self

from storage.name import proposed
from storage.signature import LONGEST, media_type

PIECE = 65_536
UNKNOWN = "application/octet-stream"


class Source(Protocol):
    """Where a file is read from: a store, or a call's `files`."""

    def open(self, key: str) -> BinaryIO: ...
    def size(self, key: str) -> int: ...


@dataclass
class Download:
    """What a handler returns for an answer that is a file. It is read to its end, or closed."""

    file: BinaryIO
    media_type: str
    size: int
    name: str | None = None
    """The name under which the caller's program may save it."""

    @classmethod
    def of(cls, files: Source, key: str, *, name: str | None = None) -> Self:
        """The file under the key, with the type that its first bytes show; raise `FileAbsent`.

        The name gets an ending of that type where it has another.
        """
        size = files.size(key)
        file = files.open(key)
        kind = media_type(file.read(LONGEST)) or UNKNOWN
        file.seek(0)
        return cls(file, kind, size, None if name is None else proposed(name, kind))

    def pieces(self) -> Iterator[bytes]:
        """The bytes in order; the file is closed behind the last."""
        with self.file:
            while piece := self.file.read(PIECE):
                yield piece
