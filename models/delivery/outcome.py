"""What came of one delivery: acknowledged, to be tried again, given up, or not attempted at all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from models.delivery.table import DEAD, DELIVERED, DROPPED, EXPIRED, WAITING

_STATES: Final = {
    "delivered": DELIVERED,
    "again": WAITING,
    "gone": WAITING,
    "dead": DEAD,
    "dropped": DROPPED,
    "expired": EXPIRED,
}
_NOT_ATTEMPTED: Final = frozenset({"dropped", "expired"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """`again` is due at `due_at`; `gone` waits until its destination is enabled again.

    `dropped` and `expired` tell of no attempt: the subject is no longer there, or is too old.
    """

    id: str
    result: str
    at: datetime
    duration_ms: int = 0
    status: int | None = None
    error: str | None = None
    due_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.result not in _STATES:
            raise ValueError(f"no result: {self.result}")
        if (self.due_at is None) == (self.result == "again"):
            raise ValueError("what is to be tried again, and nothing else, has a time")

    @property
    def attempted(self) -> bool:
        """Whether the destination was called."""
        return self.result not in _NOT_ATTEMPTED

    @property
    def tells_of_health(self) -> bool:
        """Whether the answer counts for the destination's circuit; 410 is an answer, not a fault."""
        return self.attempted and self.result != "gone"

    def cells(self, now: datetime) -> dict[str, Any]:
        """What it makes of the delivery's row."""
        state = _STATES[self.result]
        waits = state == WAITING
        return {
            "id": self.id,
            "state": state,
            "due_at": (self.due_at or now) if waits else None,
            "settled_at": None if waits else now,
            "made": int(self.attempted),
            "last_status": self.status,
            "last_error": self.error,
        }
