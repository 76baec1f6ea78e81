"""Whether a contract may rest then: one status, the same when asked before and when created."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from contract.errors.refusal import Refusal
from contract.errors.studio_customers import (
    IdlePeriodDateNotFirstDay,
    IdlePeriodDeactivated,
    IdlePeriodDeadlineViolated,
    IdlePeriodMaximumTermsViolated,
    IdlePeriodOverlapping,
    IdlePeriodTemporalUnitInvalid,
    IdlePeriodTermValueMissing,
)
from models.studio.calendar import last_day, plus

CREATABLE: Final = "IDLEPERIOD_CREATABLE"
REFUSALS: Final[dict[str, type[Refusal]]] = {
    "IDLEPERIOD_DEACTIVATED_FOR_CONTRACT": IdlePeriodDeactivated,
    "IDLEPERIOD_TERMVALUE_MISSING": IdlePeriodTermValueMissing,
    "IDLEPERIOD_TEMPORALUNIT_INVALID": IdlePeriodTemporalUnitInvalid,
    "IDLEPERIOD_DATE_NOT_FIRSTDAY_OF_TEMPORALUNIT": IdlePeriodDateNotFirstDay,
    "IDLEPERIOD_DEADLINE_VIOLATED": IdlePeriodDeadlineViolated,
    "IDLEPERIOD_MAXIMUM_TERMS_VIOLATED": IdlePeriodMaximumTermsViolated,
    "IDLEPERIOD_OVERLAPPING": IdlePeriodOverlapping,
}
"""Every other status with the refusal of creating, in the order in which they are found."""


@dataclass(frozen=True, slots=True)
class Wish:
    """An idle period that is asked for."""

    start: date
    unit: str | None
    value: int | None
    unlimited: bool

    @property
    def end(self) -> date | None:
        """The last day; `None` for an unlimited one, and for one without unit or length."""
        if self.unlimited or self.unit is None or self.value is None:
            return None
        return last_day(self.start, self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Ground:
    """The contract for which it is asked; `last` is its last day once cancelled."""

    allowed: bool
    first: date
    last: date | None
    taken: Sequence[tuple[str, str | None]]


def status(wish: Wish, ground: Ground, config: dict[str, Any], today: date) -> str:
    """Say what stands in the way first, or `IDLEPERIOD_CREATABLE`.

    `config` is that of the studio: `units` with the `maximumTerms` of each, `unlimitedAllowed`,
    `deadlineDays` before the start, and whether any are `enabled`.
    """
    most = {unit["temporalUnit"]: unit["maximumTerms"] for unit in config["units"]}
    gone = ground.last is not None and wish.start > ground.last
    soonest = max(plus(today, config["deadlineDays"], "DAY"), ground.first)
    found = (
        gone or not (config["enabled"] and ground.allowed),
        not wish.unlimited and (wish.unit is None or wish.value is None or wish.value < 1),
        wish.unit is not None and wish.unit not in most,
        not _first_day(wish),
        wish.start < soonest,
        _too_long(wish, most, unlimited_allowed=bool(config["unlimitedAllowed"])),
        _overlaps(wish, ground.taken),
    )
    return next((name for name, bad in zip(REFUSALS, found, strict=True) if bad), CREATABLE)


def _first_day(wish: Wish) -> bool:
    """Weeks start on Monday and months on the 1st."""
    if wish.unit == "WEEK":
        return wish.start.weekday() == 0
    return wish.unit != "MONTH" or wish.start.day == 1


def _too_long(wish: Wish, most: dict[str, int], *, unlimited_allowed: bool) -> bool:
    if wish.unlimited:
        return not unlimited_allowed
    return wish.unit in most and wish.value is not None and wish.value > most[wish.unit]


def _overlaps(wish: Wish, taken: Sequence[tuple[str, str | None]]) -> bool:
    last = (wish.end or date.max).isoformat()
    start = wish.start.isoformat()
    return any(first <= last and (end is None or end >= start) for first, end in taken)
