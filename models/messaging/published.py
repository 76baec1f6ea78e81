"""That a message reached a listener, or never will, is told in the transaction in which it is settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models.delivery.ended import Ended
from models.messaging import event
from models.messaging.kinds import PUBLISHED_NOT_OK, PUBLISHED_OK
from models.messaging.table import Listener, Message
from models.session import Session


@dataclass(frozen=True, slots=True)
class Published:
    """What came of one delivery of kind `message` that is settled for good."""

    tenant: str
    message_id: str
    listener_id: str
    ok: bool


def write(session: Session, outcomes: Iterable[Published]) -> None:
    """Keep and count what came of deliveries; those of messages that are gone are left out.

    To be called with what a settle wrote, and with nothing else: each delivery counts once for
    every time that it is settled for good.
    """
    by_tenant: dict[str, list[Published]] = {}
    for one in outcomes:
        by_tenant.setdefault(one.tenant, []).append(one)
    for tenant, mine in sorted(by_tenant.items()):
        _write(session, tenant, mine)


def settled(session: Session, ended: Iterable[Ended]) -> None:
    """Write what came of those deliveries that were of messages."""
    write(
        session,
        [
            Published(one.tenant, one.subject_id, one.owner_id, one.ok)
            for one in ended
            if one.kind == "message"
        ],
    )


def _write(session: Session, tenant: str, outcomes: list[Published]) -> None:
    messages = _named(session, tenant, Message, {one.message_id for one in outcomes})
    listeners = _named(session, tenant, Listener, {one.listener_id for one in outcomes})
    told: list[event.Told] = []
    for one in outcomes:
        if one.message_id not in messages:
            continue
        message = messages[one.message_id]
        about = {"message": message}
        if one.listener_id in listeners:
            about["listener"] = listeners[one.listener_id]
        type = PUBLISHED_OK if one.ok else PUBLISHED_NOT_OK
        told.append((type, message.get("client"), about))
    event.write(session, tenant, told)


def _named(session: Session, tenant: str, table: Any, ids: set[str]) -> dict[str, dict[str, Any]]:
    client = [table.client] if table is Message else []
    query = select(table.id, table.name, *client).where(
        table.tenant == tenant, table.id.in_(sorted(ids))
    )
    return {found["id"]: dict(found) for found in session.execute(query).mappings()}
