"""The files of one call go the way of its unit of work: kept when it is committed, gone when it is undone."""

from pathlib import Path
from typing import BinaryIO

from storage.store import Store


class Filing:
    """What a handler is given as `files`.

    What it puts is there at once and taken back by `undo`; what it deletes is there until `settle`.
    A unit of work that runs again puts again. Put under a new key, never over one that rows name
    already: the old bytes could not be brought back.

    A process that dies between the two leaves a file that no row names (`orphans.sweep` removes it),
    and never a row without its file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._new: set[str] = set()
        self._old: set[str] = set()

    def put(self, key: str, source: Path) -> None:
        """Keep the file `source` under a new key."""
        self._new.add(key)
        self._store.put(key, source)

    def open(self, key: str) -> BinaryIO:
        """The bytes under the key; raise `FileAbsent`."""
        return self._store.open(key)

    def size(self, key: str) -> int:
        """How many bytes there are; raise `FileAbsent`."""
        return self._store.size(key)

    def delete(self, key: str) -> None:
        """Forget the key when the unit of work is committed."""
        self._old.add(key)

    def renew(self) -> None:
        """The unit of work begins, perhaps again: what an attempt before it put goes."""
        self.undo()
        self._new, self._old = set(), set()

    def settle(self) -> None:
        """The unit of work is committed: what it deleted goes now."""
        for key in self._old:
            self._store.delete(key)

    def undo(self) -> None:
        """The unit of work has come to nothing: so do its files."""
        for key in self._new:
            self._store.delete(key)
