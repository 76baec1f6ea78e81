"""A destination with a liveness address is asked how it is: often while it fails, seldom otherwise."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Integer, bindparam, select, update

from models.column import Timestamp
from models.delivery import circuit
from models.delivery.circuit import HEALTH, Circuit
from models.delivery.table import ACTIVE, Destination
from models.hot import Hot
from models.session import Session


@dataclass(frozen=True, slots=True)
class Probe:
    """A GET that is due; 2xx is the good answer."""

    tenant: str
    id: str
    url: str
    timeout_ms: int


_MINE: Final = (Destination.tenant == bindparam("of"), Destination.id == bindparam("which"))
_DUE: Final = Hot(
    select(Destination.tenant, Destination.id, Destination.liveness_url, Destination.timeout_ms)
    .where(
        Destination.state == ACTIVE,
        Destination.liveness_url.is_not(None),
        Destination.probe_at <= bindparam("now", type_=Timestamp()),
    )
    .order_by(Destination.probe_at)
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(skip_locked=True)
)
_LATER: Final = Hot(
    update(Destination).where(*_MINE).values(probe_at=bindparam("later", type_=Timestamp()))
)
_READ: Final = Hot(
    select(*(getattr(Destination, name) for name in HEALTH))
    .where(*_MINE, Destination.state == ACTIVE, Destination.liveness_url.is_not(None))
    .with_for_update()
)
_WRITE: Final = Hot(
    update(Destination).where(*_MINE).values({name: bindparam(f"new_{name}") for name in HEALTH})
)


def take(session: Session, *, most: int = 10) -> list[Probe]:
    """Take up to `most` probes that are due; one whose worker dies is due again a while later."""
    probes = [Probe(*cells) for cells in _DUE.all(session, now=session.now, most=most)]
    for one in probes:
        _LATER.run(session, of=one.tenant, which=one.id, later=session.now + circuit.FAILING)
    return probes


def probed(session: Session, tenant: str, id: str, *, ok: bool) -> bool:
    """Enter the answer; `False` where nobody is to be asked any longer."""
    found = _READ.first(session, of=tenant, which=id)
    if found is None:
        return False
    health = circuit.probed(Circuit(*found), good=ok, now=session.now)
    values = {f"new_{name}": getattr(health, name) for name in HEALTH}
    _WRITE.run(session, of=tenant, which=id, **values)
    return True
