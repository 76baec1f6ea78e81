"""What a worker takes into its hands in one unit of work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from delivery.challenge import Challenge, Challenges
from models.delivery import due, probe
from models.delivery import lane as lanes
from models.delivery.lane import Lane
from models.delivery.probe import Probe
from models.session import Session


@dataclass(frozen=True, slots=True)
class Taken:
    """Lanes to serve, and questions to ask."""

    lanes: list[Lane]
    probes: list[Probe]
    challenges: list[Challenge]

    def __bool__(self) -> bool:
        return bool(self.lanes or self.probes or self.challenges)


@dataclass(frozen=True, slots=True)
class Claim:
    """Takes for one holder. `challenges` may be nobody's business."""

    holder: str
    lease: timedelta
    challenges: Challenges | None = None

    def next_at(self, session: Session) -> datetime | None:
        """When there is something to take, which may be past."""
        moments = [due.next_at(session)]
        if self.challenges is not None:
            moments.append(self.challenges.next_at(session))
        return min((moment for moment in moments if moment is not None), default=None)

    def hinted(self, session: Session, wanted: Iterable[tuple[str, str]]) -> Taken:
        """Take these lanes, as far as they are free and have something due."""
        found = [
            lanes.claim_one(session, tenant, id, self.holder, lease=self.lease)
            for tenant, id in wanted
        ]
        return Taken([one for one in found if one is not None], [], [])

    def anything(self, session: Session, most_lanes: int, most_questions: int) -> Taken:
        """Take whatever is due, those first who have been waiting longest."""
        asked = self.challenges
        return Taken(
            lanes.claim(session, self.holder, most=most_lanes, lease=self.lease),
            probe.take(session, most=most_questions),
            [] if asked is None else asked.take(session, most=most_questions),
        )
