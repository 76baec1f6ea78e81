"""Operations under /listeners and /queues/{queue_id}/listeners."""

from datetime import timedelta
from typing import Any

from contract.types import ListenerContent, RecoveredTime, SecretRotation
from models.delivery.address import Outbound
from models.messaging import listener
from models.paging import Page, Slice
from models.session import Session

Json = dict[str, Any]
Visible = frozenset[str] | None


def list_listeners(session: Session, tenant: str, page: Page, visible: Visible) -> Slice:
    return listener.page(session, tenant, page, visible=visible)


def list_queue_listeners(
    session: Session, tenant: str, page: Page, visible: Visible, queue_id: str
) -> Slice:
    return listener.page(session, tenant, page, queue_id=queue_id, visible=visible)


def create_listener(
    session: Session, tenant: str, queue_id: str, body: ListenerContent, outbound: Outbound
) -> Json:
    return listener.create(
        session, tenant, queue_id, body, rules=outbound.rules, verified=outbound.verified
    )


def get_listener(session: Session, tenant: str, queue_id: str, listener_id: str) -> Json:
    return listener.find(session, tenant, queue_id, listener_id)


def replace_listener(
    session: Session,
    tenant: str,
    queue_id: str,
    listener_id: str,
    *,
    body: ListenerContent,
    outbound: Outbound,
) -> Json:
    rules, verified = outbound.rules, outbound.verified
    return listener.replace(
        session, tenant, queue_id, listener_id, body, rules=rules, verified=verified
    )


def delete_listener(session: Session, tenant: str, queue_id: str, listener_id: str) -> Json:
    listener.delete(session, tenant, queue_id, listener_id)
    return {"id": listener_id}


def test_listener(session: Session, tenant: str, queue_id: str, listener_id: str) -> Json:
    return listener.test(session, tenant, queue_id, listener_id)


def rotate_listener_secret(
    session: Session, tenant: str, queue_id: str, listener_id: str, body: SecretRotation | None
) -> Json:
    overlap = (body or {}).get("overlap_ms")
    if overlap is None:
        return listener.rotate_secret(session, tenant, queue_id, listener_id)
    span = timedelta(milliseconds=overlap)
    return listener.rotate_secret(session, tenant, queue_id, listener_id, overlap=span)


def recover_listener(
    session: Session, tenant: str, queue_id: str, listener_id: str, body: RecoveredTime | None
) -> Json:
    return listener.recover(session, tenant, queue_id, listener_id, body or {})
