"""A destination gets more at once as it proves to be quick, and less while it lets calls linger."""

from collections import OrderedDict
from typing import Final

_BOUND: Final = 10_000


class Paces:
    """How many quick calls each destination has earned, as far as this worker remembers."""

    def __init__(self) -> None:
        self._earned: OrderedDict[str, int] = OrderedDict()

    def of(self, id: str) -> int:
        """How many at once; one for a stranger."""
        return self._earned.get(id, 1)

    def quick(self, id: str, most: int) -> None:
        """A call was answered soon, well or not."""
        self._keep(id, min(self.of(id) * 2, most))

    def lingers(self, id: str) -> None:
        """A call has been out for long."""
        self._keep(id, 1)

    def _keep(self, id: str, number: int) -> None:
        self._earned[id] = number
        self._earned.move_to_end(id)
        if len(self._earned) > _BOUND:
            self._earned.popitem(last=False)
