"""When a contract ends, and until when one has to say so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from models.studio.calendar import last_day, plus

_DAY: Final = timedelta(days=1)
_LONGEST: Final = {"DAY": 1, "WEEK": 7, "MONTH": 31, "YEAR": 366}


@dataclass(frozen=True, slots=True)
class Ending:
    """The terms of a contract; `extension` and `notice` are `{value, unit}`.

    A contract runs to the end of a term. Unless it is cancelled in time it goes on for the
    extension, again and again; without one it is over with the first term.
    """

    first_end: date
    extension: dict[str, Any] | None
    notice: dict[str, Any]
    cancelled_to: date | None = None

    def ends(self, since: date) -> Iterator[date]:
        """The last days of the terms, without some that are surely before `since`.

        They are counted from the first one, so that months do not drift.
        """
        yield self.first_end
        if self.extension is None:
            return
        longest = self.extension["value"] * _LONGEST[self.extension["unit"]]
        times = max(0, (since - self.first_end).days // longest - 1)
        while True:
            times += 1
            following = self.first_end + _DAY
            end = last_day(following, times * self.extension["value"], self.extension["unit"])
            yield end
            if end == date.max:
                return

    def last_notice(self, end: date) -> date:
        """The last day on which a cancellation to `end` is in time.

        The whole period lies between: for 31 December and three months it is 30 September.
        """
        if end == date.max:
            return end
        return plus(end + _DAY, -self.notice["value"], self.notice["unit"]) - _DAY

    def current(self, today: date) -> date:
        """The last day as things stand: of the cancellation, or of the term that `today` is in."""
        if self.cancelled_to is not None:
            return self.cancelled_to
        end = self.first_end
        for end in self.ends(today):
            if end >= today:
                break
        return end

    def next_end(self, today: date) -> date | None:
        """The first end that a cancellation given `today` can reach; `None` when none is left."""
        for end in self.ends(today):
            if self.last_notice(end) >= today:
                return end
        return None

    def over(self, today: date) -> bool:
        """Whether the last day has passed."""
        return self.current(today) < today

    def is_end(self, day: date) -> bool:
        """Whether a term ends on `day`."""
        for end in self.ends(day):
            if end >= day:
                return end == day
        return False
