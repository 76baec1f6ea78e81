"""A listener hears of what is stored after it was made, and of nothing before."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import delete as deleting
from sqlalchemy import insert

from models.delivery import destination
from models.delivery.address import Rules
from models.identity import nanoid
from models.messaging import event, name, record
from models.messaging.kinds import ADDED, DELETED, UPDATED
from models.messaging.listener.address import check
from models.messaging.listener.find import KIND, find, row
from models.messaging.queue.find import there
from models.messaging.table import Listener
from models.messaging.table.queue import LISTENER_NAME
from models.session import Session

Json = dict[str, Any]

TIMEOUT_MS: Final = 15_000


def create(
    session: Session,
    tenant: str,
    queue_id: str,
    content: Mapping[str, Any],
    *,
    rules: Rules,
    verified: bool = False,
) -> Json:
    """Add a listener; `secret` signs what it gets, and is shown this once.

    `rules` say which addresses may be called; `verified`: only those on domains that are proven.
    Raises `QueueNotFound`, `NameTaken`, `UrlRefused`.
    """
    called, id = name.given(content), nanoid()
    check(session, tenant, content, rules, verified=verified)
    queue = there(session, tenant, queue_id, lock="share")
    place, secret = destination.add(
        session,
        tenant,
        kind=KIND,
        source=queue_id,
        owner_id=id,
        ordering=queue["ordering"],
        outbound_key=content.get("api_key"),
        **_values(content),
    )
    with name.unique(session, LISTENER_NAME, called):
        session.execute(
            insert(Listener).values(
                tenant=tenant,
                id=id,
                queue_id=queue_id,
                name=called,
                destination_id=place["id"],
                created_at=session.now,
                updated_at=session.now,
            )
        )
    _switch(session, tenant, place["id"], content.get("status"))
    after = find(session, tenant, queue_id, id)
    _tell(session, tenant, ADDED, None, after)
    return after | {"secret": secret}


def replace(
    session: Session,
    tenant: str,
    queue_id: str,
    listener_id: str,
    content: Mapping[str, Any],
    *,
    rules: Rules,
    verified: bool = False,
) -> Json:
    """Give the listener these properties and no others.

    The outbound key stays unless it is named, the status unless it is. Raises as `create`, and
    `ListenerNotFound`.
    """
    called = name.given(content)
    check(session, tenant, content, rules, verified=verified)
    there(session, tenant, queue_id, lock="share")
    place = row(session, tenant, queue_id, listener_id, hold=True)["destination_id"]
    before = find(session, tenant, queue_id, listener_id)
    values = _values(content)
    if "api_key" in content:
        values["outbound_key"] = content["api_key"]
    destination.change(session, tenant, place, **values)
    _switch(session, tenant, place, content.get("status"))
    with name.unique(session, LISTENER_NAME, called):
        record.change(session, Listener, tenant, listener_id, name=called, updated_at=session.now)
    after = find(session, tenant, queue_id, listener_id)
    _tell(session, tenant, UPDATED, before, after)
    return after


def delete(session: Session, tenant: str, queue_id: str, listener_id: str) -> None:
    """End a listener; what waits for it is dropped. Raises `QueueNotFound`, `ListenerNotFound`."""
    there(session, tenant, queue_id, lock="share")
    place = row(session, tenant, queue_id, listener_id, hold=True)["destination_id"]
    before = find(session, tenant, queue_id, listener_id)
    destination.remove(session, tenant, place)
    session.execute(
        deleting(Listener)
        .where(Listener.tenant == tenant, Listener.id == listener_id)
        .execution_options(synchronize_session=False)
    )
    _tell(session, tenant, DELETED, before, None)


def _values(content: Mapping[str, Any]) -> Json:
    return {
        "url": content["notify_url"],
        "liveness_url": content.get("liveness_url"),
        "types": content.get("event_types"),
        "rate_limit": content.get("rate_limit"),
        "timeout_ms": content.get("timeout_ms", TIMEOUT_MS),
    }


def _switch(session: Session, tenant: str, place: str, status: str | None) -> None:
    if status == "disabled":
        destination.disable(session, tenant, place)
    elif status == "enabled":
        destination.enable(session, tenant, place)


def _tell(session: Session, tenant: str, act: str, before: Json | None, after: Json | None) -> None:
    record.touch(session, KIND, before, after)
    event.tell(session, tenant, f"{KIND}_{act}", listener=after or before or {})
