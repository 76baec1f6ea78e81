"""Clients are listed with the parts that are asked for, and no other part is read."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import bindparam, or_, select

from contract.errors import Fault, InvalidRequest
from contract.errors.practice_firm import ClientNotFound
from models.base import shown
from models.hot import Hot, Row
from models.paging import Page, Slice
from models.practice import custom_field
from models.practice.chosen import Choice
from models.practice.given import ESCAPE, identity, part, since
from models.practice.table.client import Client, named
from models.session import Session
from models.text import present

_BASE: Final = (Client.id, Client.name, Client.reference)
_TIMES: Final = (shown(Client.created_at), shown(Client.modified_at))
_MINE: Final = (Client.tenant == bindparam("tenant"), Client.id == bindparam("id"))
_FIND: Final = Hot(select(*_BASE, Client.contact, Client.notes, *_TIMES).where(*_MINE))
_LOCK: Final = Hot(select(Client.id).where(*_MINE).with_for_update(key_share=True))
_LOCK_WHOLE: Final = Hot(select(Client.id).where(*_MINE).with_for_update())
_SHARE: Final = Hot(select(*_BASE).where(*_MINE).with_for_update(read=True, key_share=True))
_ORDERS: Final = {"name": Client.name, "reference": Client.reference}
_FILTERS: Final = {
    "query": or_(
        Client.name_folded.like(bindparam("query"), escape=ESCAPE),
        Client.reference_folded.like(bindparam("query"), escape=ESCAPE),
    ),
    "reference": Client.reference == bindparam("reference"),
    "since": Client.modified_at >= bindparam("since"),
}


def page(
    session: Session,
    tenant: str,
    page: Page,
    *,
    select: frozenset[str] = frozenset(),
    sort: tuple[str, ...] = ("name",),
    query: str | None = None,
    reference: str | None = None,
    modified_since: datetime | str | None = None,
) -> Slice:
    """List clients; `select` is of contact, meta and customFields, `sort` of name and reference.

    Two statements at most, and one more for the custom fields.
    """
    given: dict[str, Any] = present(
        query=None if query is None else part(query),
        reference=reference,
        since=None if modified_since is None else since(modified_since),
    )
    choice = _choice(contact="contact" in select)
    rows, total = choice.page(session, tenant, page, given=given, sort=sort, meta="meta" in select)
    noted = {}
    if "customFields" in select:
        noted = custom_field.values(session, tenant, [cells[0] for cells in rows])
    return Slice([_row(cells, select, noted) for cells in rows], total=total)


def find(session: Session, tenant: str, client_id: str) -> dict[str, Any]:
    """Give the client with all that is known, or raise `ClientNotFound`."""
    found = _FIND.first(session, tenant=tenant, id=identity(client_id))
    if found is None:
        raise ClientNotFound
    id, name, reference, contact, notes, created, modified = found
    return {
        "clientId": id,
        **named(name, reference),
        "contact": contact,
        **present(notes=notes or None),
        "meta": {"createdAt": created, "modifiedAt": modified},
        "customFields": custom_field.values(session, tenant, [id])[id],
    }


def require(
    session: Session, tenant: str, client_id: str, place: str = "body.clientId"
) -> dict[str, str]:
    """Give `{client_id, client_name, client_reference}` for a row that refers to the client.

    They stay true until the unit ends. Raises `InvalidRequest` at `place`.
    """
    found = _SHARE.first(session, tenant=tenant, id=identity(client_id))
    if found is None:
        raise InvalidRequest(Fault(place, "There is no such client."))
    id, name, reference = found
    return {"client_id": id, "client_name": name, "client_reference": reference}


def held(session: Session, tenant: str, client_id: str, *, whole: bool) -> dict[str, Any]:
    """Give the client for a change: until the unit ends nobody else changes it.

    A `whole` one is nobody else's to refer to either: for a deletion or another name. Raises
    `ClientNotFound`.
    """
    lock = _LOCK_WHOLE if whole else _LOCK
    lock.first(session, tenant=tenant, id=identity(client_id))
    return find(session, tenant, client_id)


@lru_cache
def _choice(*, contact: bool) -> Choice:
    columns = (*_BASE, Client.contact) if contact else _BASE
    return Choice(Client, columns, filters=_FILTERS, orders=_ORDERS)


def _row(cells: Row, parts: Iterable[str], noted: dict[str, Any]) -> dict[str, Any]:
    id, name, reference, *rest = cells
    found = {"clientId": id, **named(name, reference)}
    if "contact" in parts:
        found["contact"] = rest.pop(0)
    if "meta" in parts:
        found["meta"] = dict(zip(("createdAt", "modifiedAt"), rest, strict=True))
    if "customFields" in parts:
        found["customFields"] = noted[id]
    return found
