"""Every change of a resource is told, also after its deletion."""

from typing import Any

from sqlalchemy import bindparam, select

from contract.errors import ResourceNotFound
from models.base import shown
from models.hot import Hot
from models.paging import Page, Slice, cut
from models.registry.resource.table import ResourceChange
from models.session import Session
from models.text import present, storable

_NEWEST = Hot(
    select(
        ResourceChange.version,
        ResourceChange.action,
        shown(ResourceChange.at),
        ResourceChange.request_id,
        ResourceChange.key_id,
        ResourceChange.reason,
        ResourceChange.after,
    )
    .where(
        ResourceChange.tenant == bindparam("tenant"),
        ResourceChange.resource_id == bindparam("id"),
        ResourceChange.version < bindparam("below"),
    )
    .order_by(ResourceChange.version.desc())
    .limit(bindparam("most"))
)
_ENDLESS = 2**31 - 1


def page(session: Session, tenant: str, resource_id: str, page: Page) -> Slice:
    """List changes, newest first, or raise `ResourceNotFound` for what never existed."""
    below = page.after[0] if page.after else _ENDLESS
    rows = (
        _NEWEST.all(session, tenant=tenant, id=resource_id, below=below, most=page.limit + 1)
        if storable(resource_id)
        else []
    )
    if not rows and page.after is None:
        raise ResourceNotFound(resource_id=resource_id)
    kept, more = cut(rows, page.limit)
    # The state before a change is the state after the one below it: hence one row more.
    befores = [cells[-1] for cells in rows[1:]] + [None]
    items = [_row(cells, before) for cells, before in zip(kept, befores, strict=False)]
    return Slice(items, (kept[-1][0],) if more else None)


def _row(cells: tuple[Any, ...], before: dict[str, Any] | None) -> dict[str, Any]:
    version, action, at, request_id, key_id, reason, after = cells
    return {
        "version": version,
        "action": action,
        "at": at,
        **present(requestId=request_id, actor=key_id, reason=reason, before=before, after=after),
    }
