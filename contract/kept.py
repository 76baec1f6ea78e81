"""What was made of a text is kept under the text's hash, so that it is made once; losing it costs time only."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

import orjson


class Keeper(Protocol):
    """Gives the value of `made_of`, which is everything that it depends on; `make` makes it."""

    def __call__(self, made_of: Iterable[bytes], make: Callable[[], Any]) -> Any: ...


def afresh(made_of: Iterable[bytes], make: Callable[[], Any]) -> Any:  # noqa: ARG001 - a `Keeper` that keeps nothing
    """The value, made anew."""
    return make()


class Kept:
    """JSON values in a folder.

    A name stands for one content, so nothing goes stale. A file appears whole or not at all
    (rename), so processes need no lock; one that cannot be read is made again, and where nothing
    can be written, nothing is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[Path] = set()

    def __call__(self, made_of: Iterable[bytes], make: Callable[[], Any]) -> Any:
        """The value, as it was kept or else made; what JSON does not give back the same is not kept."""
        parts = [hashlib.sha256(part).digest() for part in made_of]
        path = self._folder / f"{hashlib.sha256(b''.join(parts)).hexdigest()}.json"
        self._used.add(path)
        try:
            return orjson.loads(path.read_bytes())
        except (OSError, ValueError):
            value = make()
            self._keep(path, value)
            return value

    def drop_unused(self) -> None:
        """Forget what was not asked for: contents of yesterday, and drafts of processes that died."""
        try:
            for path in set(self._folder.iterdir()) - self._used:
                path.unlink(missing_ok=True)
        except OSError:
            return  # as for writing

    def _keep(self, path: Path, value: Any) -> None:
        try:
            text = orjson.dumps(value)
            if orjson.loads(text) != value:
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(text)
            Path(draft).replace(path)
        except (OSError, TypeError):
            return
