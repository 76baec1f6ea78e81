"""Keep files in a folder: written aside, made durable, then renamed into place."""

import os
import secrets
import shutil
import time
from pathlib import Path
from typing import BinaryIO, Final

from storage.store import FileAbsent, checked

STALE: Final = 86_400
"""Seconds after which nothing is still being received."""


class LocalStore:
    """A store in `folder`, which may be shared by the processes of one machine.

    A reader sees a file whole or not at all: it gets its name only when its bytes are on the disk.
    """

    def __init__(self, folder: Path) -> None:
        self._kept = folder / "kept"
        self.incoming = folder / "incoming"
        for needed in (self._kept, self.incoming):
            needed.mkdir(parents=True, exist_ok=True)
        for left in self.incoming.iterdir():
            _forget_old(left)

    def put(self, key: str, source: Path) -> None:
        """Take the file over without copying it where the file system can: `source` stays."""
        target = self._path(key)
        aside = self._aside()
        try:
            os.link(source, aside)
        except OSError:
            shutil.copyfile(source, aside)
        self._into_place(aside, target)

    def write(self, key: str, content: bytes) -> None:
        target = self._path(key)
        aside = self._aside()
        aside.write_bytes(content)
        self._into_place(aside, target)

    def open(self, key: str) -> BinaryIO:
        try:
            return self._path(key).open("rb")
        except FileNotFoundError as exc:
            raise FileAbsent(key) from exc

    def size(self, key: str) -> int:
        try:
            return self._path(key).stat().st_size
        except FileNotFoundError as exc:
            raise FileAbsent(key) from exc

    def delete(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._kept / checked(key)

    def _aside(self) -> Path:
        return self.incoming / f"aside-{secrets.token_hex(8)}"

    def _into_place(self, aside: Path, target: Path) -> None:
        try:
            _sync(aside, os.O_RDONLY)
            made = [folder for folder in target.parents if not folder.exists()]
            target.parent.mkdir(parents=True, exist_ok=True)
            aside.replace(target)
            for folder in {target.parent, *(folder.parent for folder in made)}:
                _sync(folder, os.O_RDONLY | os.O_DIRECTORY)
        finally:
            aside.unlink(missing_ok=True)


def _forget_old(path: Path) -> None:
    """Remove what a process that died left behind; what is young may belong to one that lives."""
    try:
        if time.time() - path.stat().st_mtime > STALE:
            path.unlink()
    except FileNotFoundError:
        return  # another process was faster


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
