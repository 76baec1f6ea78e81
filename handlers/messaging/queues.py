"""Operations under /queues, and their schemas."""

from typing import Any

from contract.types import QueueContent
from models.messaging import queue
from models.paging import Page, Slice
from models.session import Session

Json = dict[str, Any]
Visible = frozenset[str] | None


def list_queues(session: Session, tenant: str, page: Page, visible: Visible) -> Slice:
    return queue.page(session, tenant, page, visible=visible)


def create_queue(session: Session, tenant: str, body: QueueContent) -> Json:
    return queue.create(session, tenant, body)


def get_queue(session: Session, tenant: str, queue_id: str) -> Json:
    return queue.find(session, tenant, queue_id)


def replace_queue(session: Session, tenant: str, queue_id: str, body: QueueContent) -> Json:
    return queue.replace(session, tenant, queue_id, body)


def delete_queue(session: Session, tenant: str, queue_id: str) -> Json:
    queue.delete(session, tenant, queue_id)
    return {"id": queue_id}


def get_queue_schema(session: Session, tenant: str, queue_id: str, schema_id: str) -> Json:
    return queue.schema_of(session, tenant, queue_id, schema_id)
