"""Operations under /messages and /queues/{queue_id}/messages."""

from typing import Any

from contract.types import MessageContent, MessageName, Redelivered
from models.messaging import message
from models.paging import Page, Slice
from models.session import Session

Json = dict[str, Any]
Visible = frozenset[str] | None


def list_messages(session: Session, tenant: str, page: Page, visible: Visible) -> Slice:
    return message.page(session, tenant, page, visible=visible)


def list_queue_messages(
    session: Session, tenant: str, page: Page, visible: Visible, queue_id: str
) -> Slice:
    return message.page(session, tenant, page, queue_id=queue_id, visible=visible)


def create_message(session: Session, tenant: str, queue_id: str, body: MessageContent) -> Json:
    return message.create(session, tenant, queue_id, body)


def get_message(session: Session, tenant: str, queue_id: str, message_id: str) -> Json:
    return message.find(session, tenant, queue_id, message_id)


def rename_message(
    session: Session, tenant: str, queue_id: str, message_id: str, body: MessageName
) -> Json:
    return message.replace(session, tenant, queue_id, message_id, body)


def delete_message(session: Session, tenant: str, queue_id: str, message_id: str) -> Json:
    message.delete(session, tenant, queue_id, message_id)
    return {"id": message_id}


def redeliver_message(
    session: Session, tenant: str, queue_id: str, message_id: str, body: Redelivered | None
) -> Json:
    return message.redeliver(session, tenant, queue_id, message_id, body or {})


def list_attempts(
    session: Session, tenant: str, page: Page, queue_id: str, message_id: str
) -> Slice:
    return message.attempts(session, tenant, queue_id, message_id, page)
