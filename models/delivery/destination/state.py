"""A disabled destination holds its deliveries and loses none; a removed one gets nothing more."""

from typing import Any, Final

from sqlalchemy import case, literal, update

from models.column import Timestamp
from models.delivery import circuit
from models.delivery.end import drop
from models.delivery.table import ACTIVE, DISABLED, GONE, REMOVED, Destination
from models.session import Session

MOST: Final = 1000


def disable(session: Session, tenant: str, id: str) -> bool:
    """Hold what waits and what comes; what is under way is finished."""
    return _move(session, tenant, id, (ACTIVE, GONE, DISABLED), state=DISABLED)


def enable(session: Session, tenant: str, id: str) -> bool:
    """Send again, slowly at first; no change where it is active. `False` when there is none."""
    now = literal(session.now, Timestamp())
    probe_at = case((Destination.liveness_url.is_not(None), now))
    health = {"liveness": circuit.UNKNOWN, "failures": 0, "slow_start": 1, "probe_at": probe_at}
    session.hint(tenant, [id])
    if _move(session, tenant, id, (DISABLED, GONE), state=ACTIVE, rests_until=None, **health):
        return True
    return _move(session, tenant, id, (ACTIVE,))


def close_circuit(session: Session, tenant: str, id: str) -> bool:
    """Enable it, and try an active one at once as well, whatever it answered before."""
    if not enable(session, tenant, id):
        return False
    health = {"liveness": circuit.UNKNOWN, "failures": 0, "slow_start": 1, "rests_until": None}
    open_ = Destination.liveness == circuit.INACTIVE
    _move(session, tenant, id, (ACTIVE,), open_, **health)
    return True


def remove(session: Session, tenant: str, id: str) -> bool:
    """End it; what waits is dropped, at once or, of a long line, by the chore."""
    if not _move(session, tenant, id, (ACTIVE, DISABLED, GONE), state=REMOVED):
        return False
    drop(session, tenant, id, most=MOST)
    return True


def _move(
    session: Session, tenant: str, id: str, states: tuple[str, ...], *where: Any, **values: Any
) -> bool:
    if "state" in values:
        values["state_at"] = session.now
    moved: Any = session.execute(
        update(Destination)
        .where(
            Destination.tenant == tenant,
            Destination.id == id,
            Destination.state.in_(states),
            *where,
        )
        .values(values or {"state": Destination.state})
        .execution_options(synchronize_session=False)
    )
    return bool(moved.rowcount)
