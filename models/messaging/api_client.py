"""Programs of the organization, to which keys may belong."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import insert

from contract.errors import ApiClientNotFound
from models.identity import nanoid
from models.listing import listed
from models.messaging import name, record
from models.messaging.moment import shown
from models.messaging.table import ApiClient
from models.messaging.table.access import CLIENT_NAME
from models.paging import Page, Slice
from models.session import Session

Json = dict[str, Any]


def create(session: Session, tenant: str, content: Mapping[str, Any]) -> Json:
    """Add a program, or raise `NameTaken`."""
    called = name.given(content)
    values = {"id": nanoid(), "name": called, "created_at": session.now, "updated_at": session.now}
    with name.unique(session, CLIENT_NAME, called):
        session.execute(insert(ApiClient).values(tenant=tenant, **values))
    after = find(session, tenant, str(values["id"]))
    record.touch(session, "api_client", None, after)
    return after


def replace(session: Session, tenant: str, api_client_id: str, content: Mapping[str, Any]) -> Json:
    """Give a program this name; raises `ApiClientNotFound` or `NameTaken`."""
    called = name.given(content)
    before = _row(_one(session, tenant, api_client_id, hold=True))
    with name.unique(session, CLIENT_NAME, called):
        values = {"name": called, "updated_at": session.now}
        record.change(session, ApiClient, tenant, api_client_id, **values)
    after = find(session, tenant, api_client_id)
    record.touch(session, "api_client", before, after)
    return after


def find(session: Session, tenant: str, api_client_id: str) -> Json:
    """Give the program, or raise `ApiClientNotFound`."""
    return _row(_one(session, tenant, api_client_id))


def page(
    session: Session, tenant: str, page: Page, *, visible: frozenset[str] | None = None
) -> Slice:
    """List programs, oldest first, with their total; `visible` are the ids to be shown."""
    query = record.mine(ApiClient, tenant)
    if visible is not None:
        query = query.where(ApiClient.id.in_(visible))
    order = (ApiClient.created_at, ApiClient.id)
    return listed(session, query, page, order=order, shape=_ROWS, counted=True)


def _one(session: Session, tenant: str, id: str, *, hold: bool = False) -> Json:
    missing = ApiClientNotFound(api_client_id=id)
    return record.one(session, ApiClient, tenant, id, missing, hold=hold)


def _row(found: Json) -> Json:
    times = shown(created_at=found["created_at"], updated_at=found["updated_at"])
    return {"id": found["id"], **name.both(found["name"]), **times}


_ROWS: Final = record.shaper(ApiClient, _row)
