"""Probes and challenges are asked beside the deliveries, a bounded number at a time."""

import logging
from collections.abc import Coroutine
from typing import Any, Final

from delivery import challenge, probe
from delivery.challenge import Challenges
from delivery.claim import Taken
from delivery.tools import Tools

MOST: Final = 32
log = logging.getLogger("charter.delivery")


class Questions:
    """What is being asked."""

    def __init__(self, tools: Tools, challenges: Challenges | None) -> None:
        self._tools = tools
        self._challenges = challenges
        self._asked = 0

    @property
    def room(self) -> int:
        """How many more may be asked."""
        return max(0, MOST - self._asked)

    def begin(self, taken: Taken) -> list[Coroutine[Any, Any, None]]:
        """Give what is to be awaited for each question."""
        tools, challenges = self._tools, self._challenges
        asked = [probe.ask(tools, one) for one in taken.probes]
        if challenges is not None:
            asked += [challenge.ask(tools, challenges, one) for one in taken.challenges]
        self._asked += len(asked)
        return [self._question(one) for one in asked]

    async def _question(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:
            log.exception("an answer could not be written down")
        finally:
            self._asked -= 1
