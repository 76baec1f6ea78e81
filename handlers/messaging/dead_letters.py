"""Operations under /queues/{queue_id}/dead_letters."""

from typing import Any

from contract.types import Replayed
from models.messaging import message
from models.paging import Page, Slice
from models.session import Session

Json = dict[str, Any]


def list_dead_letters(session: Session, tenant: str, page: Page, queue_id: str) -> Slice:
    return message.dead_letters(session, tenant, queue_id, page)


def replay_dead_letters(
    session: Session, tenant: str, queue_id: str, body: Replayed | None
) -> Json:
    return message.replay(session, tenant, queue_id, body or {})
