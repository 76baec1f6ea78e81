"""The four statements of a settle: hold the lanes, move the deliveries, log, and keep account."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ClauseElement, Integer, select, update

from models.column import Plain, Timestamp
from models.delivery.circuit import HEALTH, Circuit
from models.delivery.lane import Lane
from models.delivery.outcome import Outcome
from models.delivery.rowset import Rowset, inserting, rows
from models.delivery.table import WAITING, Attempt, Delivery, Destination
from models.hot import Hot
from models.session import Session

_FIXED: Final = ("tenant", "id", "ordering", "max_in_flight", "liveness_url")
_MOVING: Final = ("state", "state_at", "acknowledged")
_LOG: Final = ("tenant", "delivery_id", "attempt", "at", "duration_ms", "status", "error")


@dataclass(frozen=True, slots=True)
class Account:
    """What a settle reads and writes of a destination; its row is held until the unit ends."""

    tenant: str
    id: str
    ordering: str
    max_in_flight: int
    liveness_url: str | None
    state: str
    state_at: datetime
    acknowledged: int
    circuit: Circuit

    def changed(self, **values: Any) -> "Account":
        """The account after the batch."""
        return replace(self, **values)


_TOKEN: Final = Rowset(tenant=Plain, id=Plain, holder=Plain, epoch=BigInteger())
_ACCOUNT: Final = Rowset(
    tenant=Plain,
    id=Plain,
    **{name: getattr(Destination, name).type for name in (*_MOVING, *HEALTH)},
)
_MOVE: Final = Rowset(
    tenant=Plain,
    id=Plain,
    destination_id=Plain,
    state=Plain,
    due_at=Timestamp(),
    settled_at=Timestamp(),
    made=Integer(),
    last_status=Integer(),
    last_error=Plain,
)


def _same(table: Any, given: dict[str, Any], *names: str) -> list[Any]:
    return [getattr(table, name) == given[name] for name in names]


def _holding(dialect: str) -> ClauseElement:
    source, given = _TOKEN.source(dialect)
    return (
        select(*(getattr(Destination, name) for name in (*_FIXED, *_MOVING, *HEALTH)))
        .select_from(source)
        .where(*_same(Destination, given, "tenant", "id", "holder", "epoch"))
        .order_by(Destination.tenant, Destination.id)
        .with_for_update(of=Destination)
    )


def _moving(dialect: str) -> ClauseElement:
    given = _MOVE.source(dialect)[1]
    values = {name: given[name] for name in ("state", "due_at", "settled_at")}
    values |= {name: given[name] for name in ("last_status", "last_error")}
    return (
        update(Delivery)
        .where(
            *_same(Delivery, given, "tenant", "id", "destination_id"),
            Delivery.state == WAITING,
        )
        .values(
            attempts=Delivery.attempts + given["made"],
            tries=Delivery.tries + given["made"],
            **values,
        )
        .returning(Delivery.tenant, Delivery.id, Delivery.attempts)
    )


def _entering(dialect: str) -> ClauseElement:
    given = _ACCOUNT.source(dialect)[1]
    values = {name: given[name] for name in (*_MOVING, *HEALTH)}
    return update(Destination).where(*_same(Destination, given, "tenant", "id")).values(values)


_HOLD: Final = Hot(_holding)
_WRITE: Final = Hot(_moving)
_ENTER: Final = Hot(_entering)
_APPEND: Final = Hot(inserting(Attempt, _LOG))


def hold(session: Session, lanes: Iterable[Lane]) -> list[Account]:
    """Give the accounts of those lanes whose token still holds, and keep their rows."""
    token = ("tenant", "id", "holder", "epoch")
    given = [{name: getattr(lane, name) for name in token} for lane in lanes]
    width = len(_FIXED) + len(_MOVING)
    found = _HOLD.all(session, rows=rows(given)) if given else []
    return [Account(*[*cells[:width], Circuit(*cells[width:])]) for cells in found]


def write(
    session: Session, batches: Sequence[tuple[Lane, Sequence[Outcome]]]
) -> list[tuple[str, str]]:
    """Move the deliveries that still wait, log their attempts, and name them by tenant and id."""
    given = {(lane.tenant, one.id): (lane, one) for lane, outcomes in batches for one in outcomes}
    if not given:
        return []
    cells = [
        {"tenant": lane.tenant, "destination_id": lane.id, **one.cells(session.now)}
        for lane, one in given.values()
    ]
    log = []
    moved = _WRITE.all(session, rows=rows(cells))
    for tenant, id, attempt in moved:
        one = given[tenant, id][1]
        if one.attempted:
            cell = (tenant, id, attempt, one.at, one.duration_ms, one.status, one.error)
            log.append(dict(zip(_LOG, cell, strict=True)))
    if log:
        _APPEND.run(session, rows=rows(log))
    return [(tenant, id) for tenant, id, _ in moved]


def enter(session: Session, accounts: Iterable[Account]) -> None:
    """Write the accounts back."""
    given = [
        {name: getattr(one, name) for name in ("tenant", "id", *_MOVING)}
        | {name: getattr(one.circuit, name) for name in HEALTH}
        for one in accounts
    ]
    if given:
        _ENTER.run(session, rows=rows(given))
