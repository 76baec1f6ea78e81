"""Matters are listed in many orders, each of which has its index."""

from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import bindparam, or_, select

from models.paging import Page, Slice
from models.practice.chosen import Choice
from models.practice.given import ESCAPE, identity, part, since
from models.practice.matter.belongings import completed
from models.practice.matter.shape import PARTS, columns, row
from models.practice.table.matter import Matter, Originator
from models.session import Session
from models.text import present

_ORDERS: Final = {
    "name": Matter.name,
    "reference": Matter.reference,
    "client.name": Matter.client_name,
    "client.reference": Matter.client_reference,
}


def _originated(name: str) -> Any:
    mine = (Originator.tenant == bindparam("tenant"), Originator.user_id == bindparam(name))
    return Matter.id.in_(select(Originator.matter_id).where(*mine))


_FILTERS: Final = {
    "query": or_(
        Matter.name_folded.like(bindparam("query"), escape=ESCAPE),
        Matter.reference_folded.like(bindparam("query"), escape=ESCAPE),
    ),
    "reference": Matter.reference == bindparam("reference"),
    "client_reference": Matter.client_reference == bindparam("client_reference"),
    "user": or_(Matter.responsible_id == bindparam("user"), _originated("user")),
    "responsible": Matter.responsible_id == bindparam("responsible"),
    "originator": _originated("originator"),
    "client": Matter.client_id == bindparam("client"),
    "practice_area": Matter.practice_area_id == bindparam("practice_area"),
    "archived": Matter.archived == bindparam("archived"),
    "since": Matter.modified_at >= bindparam("since"),
}


def page(
    session: Session,
    tenant: str,
    page: Page,
    *,
    select: frozenset[str] = frozenset({"client"}),
    sort: tuple[str, ...] = ("name",),
    query: str | None = None,
    reference: str | None = None,
    client_reference: str | None = None,
    user_id: str | None = None,
    responsible_id: str | None = None,
    originator_id: str | None = None,
    client_id: str | None = None,
    practice_area_id: str | None = None,
    archived: bool | None = None,
    modified_since: datetime | str | None = None,
) -> Slice:
    """List matters; `user_id` is who is responsible for them or has brought them.

    `select` is of client, ledesConfiguration, responsible, originator, practiceArea, meta and
    customFields; `sort` of name, reference, client.name and client.reference.
    """
    ids = present(
        user=user_id,
        responsible=responsible_id,
        originator=originator_id,
        client=client_id,
        practice_area=practice_area_id,
    )
    given = {name: identity(id) for name, id in ids.items()} | present(
        query=None if query is None else part(query),
        reference=reference,
        client_reference=client_reference,
        archived=archived,
        since=None if modified_since is None else since(modified_since),
    )
    own = frozenset(select & PARTS.keys() - {"detail"})
    rows, total = _choice(own).page(
        session, tenant, page, given=given, sort=sort, meta="meta" in select
    )
    shaped = [row(cells, select) for cells in rows]
    return Slice(completed(session, tenant, shaped, select), total=total)


@lru_cache
def _choice(own: frozenset[str]) -> Choice:
    return Choice(Matter, columns(own), filters=_FILTERS, orders=_ORDERS)
