"""Keys are shown with the beginning of their text, by which their holders know them."""

from typing import Any, Final

from sqlalchemy import Select, select

from contract.errors import ApiKeyNotFound
from models.listing import listed
from models.messaging import name
from models.messaging.api_key import scopes
from models.messaging.moment import shown
from models.messaging.table import ApiKey
from models.paging import Page, Slice
from models.platform.key.table import Key
from models.platform.key.text import PREFIX
from models.session import Session
from models.text import present, storable

Json = dict[str, Any]

_COLUMNS: Final = (
    ApiKey.id,
    ApiKey.key_id,
    ApiKey.name,
    ApiKey.created_at,
    ApiKey.updated_at,
    Key.environment,
    Key.scopes,
    Key.disabled_at,
    Key.client,
    Key.expires_at,
    Key.last_used_at,
)


def find(session: Session, tenant: str, api_key_id: str) -> Json:
    """Give the key, or raise `ApiKeyNotFound`."""
    return found(session, tenant, api_key_id)[0]


def found(
    session: Session, tenant: str, api_key_id: str, *, hold: bool = False
) -> tuple[Json, str]:
    """Give the key and the id by which the platform knows it; `hold` it for a change."""
    query = _mine(tenant).where(ApiKey.id == api_key_id)
    if hold:
        query = query.with_for_update()
    cells = session.execute(query).first() if storable(api_key_id) else None
    if cells is None:
        raise ApiKeyNotFound(api_key_id=api_key_id)
    return _row(tuple(cells)), str(cells.key_id)


def page(
    session: Session, tenant: str, page: Page, *, visible: frozenset[str] | None = None
) -> Slice:
    """List keys, oldest first, with their total; `visible` are the ids to be shown."""
    query = _mine(tenant)
    if visible is not None:
        query = query.where(ApiKey.id.in_(visible))
    order = (ApiKey.created_at, ApiKey.id)
    return listed(session, query, page, order=order, shape=_row, counted=True)


def _mine(tenant: str) -> Select[Any]:
    columns: tuple[Any, ...] = _COLUMNS
    return (
        select(*columns)
        .join(Key, (Key.tenant == ApiKey.tenant) & (Key.id == ApiKey.key_id))
        .where(ApiKey.tenant == tenant, Key.revoked_at.is_(None))
    )


def _row(cells: tuple[Any, ...]) -> Json:
    id, key_id, called, created, updated, environment, strings, disabled, client, end, used = cells
    return {
        "id": id,
        **name.both(called),
        "status": "enabled" if disabled is None else "disabled",
        "key": f"{PREFIX}_{environment}_{key_id}",
        "scopes": scopes.shown(strings),
        **present(client_id=client),
        **shown(created_at=created, updated_at=updated, last_used_at=used, expires_at=end),
    }
