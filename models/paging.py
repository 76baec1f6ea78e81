"""A page is asked for by position and answered with the position of the next."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """What is wanted: at most `limit` items behind `after`, or behind the first `offset`."""

    limit: int = 20
    after: tuple[Any, ...] | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Slice:
    """What is there: `next` is the `after` of the following page and is `None` on the last.

    `total` is counted only by acts that say so.
    """

    items: list[Any]
    next: tuple[Any, ...] | None = None
    total: int | None = None


def cut(rows: list[tuple[Any, ...]], limit: int) -> tuple[list[tuple[Any, ...]], bool]:
    """Split rows that were read to `limit + 1` into the page and whether there is more."""
    return rows[:limit], len(rows) > limit
