"""What may begin in an instructor's working time, by the clock on the studio's wall."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models.studio.opening import spans


def starts(
    hours: list[dict[str, Any]], day: date, zone: ZoneInfo, *, duration: int, step: int
) -> Iterator[datetime]:
    """Every `step` minutes from the beginning of each working time, as long as `duration` fits in.

    Steps are of real time: on the days on which the clock is changed nothing begins twice or at an
    hour that does not exist.
    """
    length = timedelta(minutes=duration)
    for begins, ends in spans(hours, day, zone):
        at = begins
        while at + length <= ends:
            yield at
            at += timedelta(minutes=step)
