"""Where to look at once; when there are too many hints, everywhere is quicker."""

from collections.abc import Iterable
from typing import Final

Key = tuple[str, str]
MOST: Final = 100


class Hints:
    """Destinations to which something was published, by tenant and id."""

    def __init__(self) -> None:
        self.everywhere = True
        self._keys: dict[Key, None] = {}

    def add(self, keys: Iterable[Key]) -> None:
        """Note them; a look everywhere that is to come anyhow finds them, too."""
        if not self.everywhere:
            self._keys.update(dict.fromkeys(keys))
            if len(self._keys) > MOST:
                self.everywhere = True

    def take(self, most: int) -> tuple[bool, list[Key]]:
        """Take up to `most` and say whether to look everywhere instead."""
        looking, self.everywhere = self.everywhere, False
        taken = list(self._keys) if looking else list(self._keys)[:most]
        for key in taken:
            del self._keys[key]
        return looking, taken
