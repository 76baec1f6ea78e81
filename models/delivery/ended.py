"""A delivery that is over: somebody has what was sent, or nobody ever will."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of one delivery that is settled for good; `owner_id` says whose destination it was for."""

    tenant: str
    kind: str
    subject_id: str
    owner_id: str
    ok: bool
