"""What came of one attempt, with what it was an attempt at."""

from dataclasses import dataclass
from datetime import datetime

from models.delivery.due import Due
from models.delivery.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was tried, the outcome, and until when the whole destination wants to rest, if it does."""

    due: Due
    outcome: Outcome
    rest: datetime | None = None
