"""What an answer means for a delivery, and for its destination."""

from datetime import datetime, timedelta
from typing import Final

from delivery import schedule
from delivery.answer import Answer
from models.delivery.due import Due
from models.delivery.lane import Lane
from models.delivery.outcome import Outcome

GONE: Final = 410
_LATER: Final = frozenset({429, 503})
"""With `Retry-After`, these speak of the whole destination (RFC 6585, 4; RFC 9110, 15.6.4)."""

_LONGEST_REST: Final = timedelta(hours=1)


def outcome(lane: Lane, one: Due, answer: Answer, now: datetime, chance: float) -> Outcome:
    """The outcome of an attempt. What is refused here would be refused always: it is not tried again."""
    cells = (now, answer.duration_ms, answer.status, answer.error)
    if answer.good:
        return Outcome(one.id, "delivered", *cells)
    if answer.status == GONE:
        return Outcome(one.id, "gone", *cells)
    asked = schedule.asked(answer.retry_after, now)
    wait = schedule.wait(lane.schedule, one.tries, chance, asked)
    if answer.refused or wait is None:
        return Outcome(one.id, "dead", *cells)
    return Outcome(one.id, "again", *cells, due_at=now + wait)


def rest(answer: Answer, now: datetime) -> datetime | None:
    """Until when the destination wants to get nothing at all, if it says so."""
    asked = schedule.asked(answer.retry_after, now)
    if answer.status not in _LATER or asked is None:
        return None
    return now + min(asked, _LONGEST_REST)
