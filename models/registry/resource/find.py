"""A resource is found by its id, for its own organization only."""

from typing import Any

from sqlalchemy import bindparam, select

from contract.errors import ResourceNotFound, VersionMismatch
from models.hot import Hot
from models.registry.resource.table import COLUMNS, Resource, row
from models.session import Session

_MINE = select(*COLUMNS).where(
    Resource.tenant == bindparam("tenant"), Resource.id == bindparam("id")
)
_FIND = Hot(_MINE)
_LOCK = Hot(_MINE.with_for_update())


def find(session: Session, tenant: str, resource_id: str) -> dict[str, Any]:
    """Give the resource, or raise `ResourceNotFound`."""
    cells = _FIND.first(session, tenant=tenant, id=resource_id)
    if cells is None:
        raise ResourceNotFound(resource_id=resource_id)
    return row(cells)


def held(
    session: Session, tenant: str, resource_id: str, expected: frozenset[int] | None
) -> dict[str, Any]:
    """Give the resource for a change: nobody else changes it until the unit ends.

    Raises `ResourceNotFound`, or `VersionMismatch` when its version is none of the `expected`.
    """
    cells = _LOCK.first(session, tenant=tenant, id=resource_id)
    if cells is None:
        raise ResourceNotFound(resource_id=resource_id)
    found = row(cells)
    if expected is not None and found["version"] not in expected:
        raise VersionMismatch
    return found
