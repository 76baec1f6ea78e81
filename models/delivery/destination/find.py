"""A destination is found by its id, its owner or what it hears of, for its own tenant only."""

from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, select

from models.delivery import secret
from models.delivery.table import REMOVED, Destination
from models.hot import Hot
from models.session import Session
from models.text import storable

_COUNTS: Final = ("success_count", "failure_count")
_COLUMNS: Final = (
    Destination.id,
    Destination.kind,
    Destination.source,
    Destination.owner_id,
    Destination.url,
    Destination.liveness_url,
    Destination.types,
    Destination.ordering,
    Destination.schedule,
    Destination.timeout_ms,
    Destination.rate_limit,
    Destination.max_in_flight,
    Destination.state,
    Destination.state_at,
    Destination.created_at,
    Destination.acknowledged,
    Destination.liveness,
    Destination.success_count,
    Destination.failure_count,
)
_WANTING: Final = Hot(
    select(Destination.id, Destination.types)
    .where(
        Destination.tenant == bindparam("of"),
        Destination.kind == bindparam("sort"),
        Destination.source == bindparam("told_by"),
        Destination.state != REMOVED,
    )
    .order_by(Destination.id)
)


def find(session: Session, tenant: str, id: str) -> dict[str, Any] | None:
    """Give the destination, or `None` for one that is not there, removed, or somebody else's."""
    found = _those(session, tenant, Destination.id == id) if storable(id) else []
    return found[0] if found else None


def of_owner(session: Session, tenant: str, kind: str, owner_id: str) -> list[dict[str, Any]]:
    """The destinations of a listener or an activation, oldest first."""
    return _those(session, tenant, Destination.kind == kind, Destination.owner_id == owner_id)


def of_source(session: Session, tenant: str, kind: str, source: str) -> list[dict[str, Any]]:
    """The destinations that hear of a source, oldest first."""
    return _those(session, tenant, Destination.kind == kind, Destination.source == source)


def secrets_of(session: Session, tenant: str, id: str) -> list[str]:
    """The secrets that sign now, newest first."""
    kept = session.execute(
        select(Destination.secrets).where(
            Destination.tenant == tenant, Destination.id == id, Destination.state != REMOVED
        )
    ).scalar()
    return [] if kept is None else secret.valid(session.vault, kept, session.now)


def wanting(
    session: Session, tenant: str, kind: str, source: str, type: str | None = None
) -> list[str]:
    """The ids of those who are to get what happens now; the disabled too, whose deliveries wait."""
    return [
        id
        for id, types in _WANTING.all(session, of=tenant, sort=kind, told_by=source)
        if types is None or type is None or any(_fits(type, wanted) for wanted in types)
    ]


def for_events(session: Session, tenant: str, type: str) -> list[str]:
    """The ids of the integrations' destinations that want an event of this type."""
    return wanting(session, tenant, "activation", "events", type)


def _fits(type: str, wanted: str) -> bool:
    return type.startswith(wanted[:-1]) if wanted.endswith("*") else type == wanted


def _those(session: Session, tenant: str, *where: ColumnElement[bool]) -> list[dict[str, Any]]:
    query = (
        select(*_COLUMNS)
        .where(Destination.tenant == tenant, Destination.state != REMOVED, *where)
        .order_by(Destination.created_at, Destination.id)
    )
    return [_shaped(dict(found._mapping)) for found in session.execute(query)]  # noqa: SLF001 -- SQLAlchemy's public name for it


def _shaped(cells: dict[str, Any]) -> dict[str, Any]:
    liveness = {"state": cells.pop("liveness"), **{name: cells.pop(name) for name in _COUNTS}}
    return {**cells, "liveness": liveness}
