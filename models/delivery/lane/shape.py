"""A lane is a destination in one hand, with all that a worker needs to serve it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam

from models.delivery import circuit, secret
from models.delivery.table import FIFO, Destination
from models.hot import Row
from models.vault import Vault


@dataclass(frozen=True, slots=True)
class Lane:
    """A destination in the hands of `holder`; `(holder, epoch)` is the fencing token.

    `in_flight` is how many deliveries may be under way at once, for now. No send may begin that
    could outlast `lease_until`. `sealed` are the signing secrets, `outbound` the key to call with.
    """

    tenant: str
    id: str
    kind: str
    source: str
    owner_id: str
    url: str
    ordering: str
    schedule: str
    timeout_ms: int
    rate_limit: int | None
    sealed: str
    outbound: str | None
    holder: str
    epoch: int
    lease_until: datetime
    in_flight: int


COLUMNS: Final = (
    Destination.tenant,
    Destination.id,
    Destination.kind,
    Destination.source,
    Destination.owner_id,
    Destination.url,
    Destination.ordering,
    Destination.schedule,
    Destination.timeout_ms,
    Destination.rate_limit,
    Destination.secrets,
    Destination.outbound,
    Destination.holder,
    Destination.epoch,
    Destination.lease_until,
    Destination.liveness,
    Destination.slow_start,
    Destination.max_in_flight,
)
ALONE: Final = (Destination.tenant == bindparam("of"), Destination.id == bindparam("which"))


def secrets(vault: Vault, sealed: str, now: datetime) -> list[str]:
    """The signing secrets that are valid at `now`, newest first."""
    return secret.valid(vault, sealed, now)


def outbound_key(vault: Vault, lane: Lane) -> str | None:
    """The key that the destination's owner wants to be called with."""
    return None if lane.outbound is None else vault.open(lane.outbound).decode()


def shaped(cells: Row) -> Lane:
    """Make it of the cells of `COLUMNS`."""
    *same, liveness, slow_start, most = cells
    allowed = 1 if cells[6] == FIFO else circuit.in_flight(liveness, slow_start, most)
    return Lane(*[*same, allowed])
