"""When to try again, and when to give up."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

WAITS: Final = {
    "standard": (
        timedelta(seconds=5),
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(hours=2),
        timedelta(hours=5),
        timedelta(hours=10),
        timedelta(hours=10),
    ),
    "studio": (timedelta(minutes=10),) * 3,
}
"""By the name of a schedule, what lies between a failure and the next attempt; then it is over."""

LONGEST: Final = timedelta(hours=24)
"""However long a receiver asks us to stay away."""

SPREAD: Final = 0.1


def wait(
    schedule: str, tries: int, chance: float, asked: timedelta | None = None
) -> timedelta | None:
    """How long to wait after so many tries before this failed one; `None` gives up.

    `chance` from 0 to 1 spreads the waits by a tenth either way, so that what failed together
    does not come back together. A receiver can ask for a longer wait, never for a shorter one.
    """
    waits = WAITS[schedule]
    if tries >= len(waits):
        return None
    spread = waits[tries] * (1 - SPREAD + 2 * SPREAD * chance)
    return max(spread, asked or timedelta(0))


def asked(retry_after: str | None, now: datetime) -> timedelta | None:
    """How long `Retry-After` (RFC 9110, 10.2.3) says to wait, in seconds or as a date; capped."""
    if retry_after is None:
        return None
    text = retry_after.strip()
    if re.fullmatch(r"[0-9]+", text):
        # Whoever writes more digits means a day at the least.
        return min(timedelta(seconds=int(text[:9])), LONGEST)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta(0)), LONGEST)
