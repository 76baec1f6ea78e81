"""Keep files in a folder: written aside, made durable, then renamed into place."""

import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from storage.store import FileAbsent, checked


class LocalStore:
    """A store in `folder`, which may be shared by the processes of one machine.

    A reader sees a file whole or not at all: it gets its name only when its bytes are on the disk.
    """

    def __init__(self, folder: Path) -> None:
        self._kept = folder / "kept"
        self.incoming = folder / "incoming"
        for needed in (self._kept, self.incoming):
            needed.mkdir(parents=True, exist_ok=True)

    def put(self, key: str, source: Path) -> None:
        """Take the file over without copying it where the file system can: `source` stays."""
        target = self._path(key)
        aside = self._aside()
        try:
            os.link(source, aside)
        except OSError:
            shutil.copyfile(source, aside)
        os.utime(aside)  # its age counts from here, however old the source is
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

    def older(self, folder: str, than: datetime) -> Iterator[str]:
        for path in self._path(folder).rglob("*"):
            if path.is_file() and _written_before(path, than):
                yield path.relative_to(self._kept).as_posix()

    def forget_incoming(self, *, before: datetime) -> None:
        for left in self.incoming.iterdir():
            if _written_before(left, before):
                left.unlink(missing_ok=True)

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


def _written_before(path: Path, moment: datetime) -> bool:
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False  # another process was faster


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
