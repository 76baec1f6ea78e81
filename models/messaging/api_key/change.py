"""A key can do no more than the key that makes or changes it, and is shown whole only once."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete as deleting
from sqlalchemy import insert, select

from contract.errors import ApiClientNotFound, ClientUnknown
from models.identity import nanoid
from models.messaging import api_client, event, name, record
from models.messaging.api_key import scopes
from models.messaging.api_key.find import find, found
from models.messaging.kinds import ADDED, DELETED, UPDATED
from models.messaging.moment import moment
from models.messaging.table import ApiKey
from models.messaging.table.access import KEY_NAME
from models.platform import key
from models.platform.key.table import Key
from models.session import Session

Json = dict[str, Any]


def create(session: Session, tenant: str, content: Mapping[str, Any]) -> Json:
    """Add a key; `key` is its whole text, which nobody can read again.

    Raises `NameTaken`, `ClientUnknown`, `ScopeNotGrantable`.
    """
    called = name.given(content)
    values = _values(session, tenant, content)
    disabled = values.pop("disabled")
    made, text = key.create(session, tenant, name=called, **values)
    if disabled:
        key.change(session, tenant, made["id"], name=called, disabled=True, **values)
    _free(session, tenant, called)
    id = nanoid()
    with name.unique(session, KEY_NAME, called):
        session.execute(
            insert(ApiKey).values(
                tenant=tenant,
                id=id,
                key_id=made["id"],
                name=called,
                created_at=session.now,
                updated_at=session.now,
            )
        )
    after = find(session, tenant, id)
    _tell(session, tenant, ADDED, None, after)
    return after | {"key": text}


def replace(session: Session, tenant: str, api_key_id: str, content: Mapping[str, Any]) -> Json:
    """Give the key these properties and no others; its text stays. A disabled one is refused.

    Raises `ApiKeyNotFound` and as `create`, whose rule holds for what the key could not do before.
    """
    called = name.given(content)
    before, key_id = found(session, tenant, api_key_id, hold=True)
    values = _values(session, tenant, content)
    key.change(session, tenant, key_id, name=called, **values)
    _free(session, tenant, called)
    with name.unique(session, KEY_NAME, called):
        record.change(session, ApiKey, tenant, api_key_id, name=called, updated_at=session.now)
    after = find(session, tenant, api_key_id)
    _tell(session, tenant, UPDATED, before, after)
    return after


def delete(session: Session, tenant: str, api_key_id: str) -> None:
    """End the key now and for good, or raise `ApiKeyNotFound`."""
    before, key_id = found(session, tenant, api_key_id, hold=True)
    key.revoke(session, tenant, key_id)
    session.execute(
        deleting(ApiKey)
        .where(ApiKey.tenant == tenant, ApiKey.id == api_key_id)
        .execution_options(synchronize_session=False)
    )
    _tell(session, tenant, DELETED, before, None)


def _values(session: Session, tenant: str, content: Mapping[str, Any]) -> Json:
    client = content.get("client_id")
    if client is not None:
        try:
            api_client.find(session, tenant, client)
        except ApiClientNotFound as missing:
            raise ClientUnknown(client_id=client) from missing
    return {
        "scopes": scopes.strings(content.get("scopes", {})),
        "disabled": content.get("status", "enabled") == "disabled",
        "expires_at": moment(content.get("expires_at"), "body.expires_at"),
        "client": client,
    }


def _free(session: Session, tenant: str, called: str) -> None:
    """The name of a key that the platform has revoked since is free again."""
    revoked = select(Key.id).where(Key.tenant == tenant, Key.revoked_at.is_not(None))
    session.execute(
        deleting(ApiKey)
        .where(ApiKey.tenant == tenant, ApiKey.name == called, ApiKey.key_id.in_(revoked))
        .execution_options(synchronize_session=False)
    )


def _tell(session: Session, tenant: str, act: str, before: Json | None, after: Json | None) -> None:
    record.touch(session, "messaging_api_key", before, after)
    event.tell(session, tenant, f"api_key_{act}", api_key=after or before or {})
