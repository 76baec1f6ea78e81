"""What was sent stays what it is; only its name can change, and it can be forgotten."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete as deleting

from models.delivery import line
from models.messaging import name, record
from models.messaging.message.find import columns, find
from models.messaging.table import Message
from models.session import Session

Json = dict[str, Any]


def replace(
    session: Session, tenant: str, queue_id: str, message_id: str, content: Mapping[str, Any]
) -> Json:
    """Give the message this name; raises `QueueNotFound` or `MessageNotFound`."""
    called = name.given(content)
    columns(session, tenant, queue_id, message_id, hold=True)
    before = find(session, tenant, queue_id, message_id)
    record.change(session, Message, tenant, message_id, name=called)
    after = find(session, tenant, queue_id, message_id)
    record.touch(session, "message", _without_data(before), _without_data(after))
    return after


def delete(session: Session, tenant: str, queue_id: str, message_id: str) -> None:
    """Forget a message with its deliveries; raises `QueueNotFound` or `MessageNotFound`."""
    columns(session, tenant, queue_id, message_id, hold=True)
    before = find(session, tenant, queue_id, message_id)
    forget(session, tenant, [message_id])
    record.touch(session, "message", _without_data(before), None)


def forget(session: Session, tenant: str, ids: Sequence[str]) -> None:
    """Remove messages and all that was kept of their deliveries."""
    line.forget(session, tenant, ids)
    session.execute(
        deleting(Message)
        .where(Message.tenant == tenant, Message.id.in_(ids))
        .execution_options(synchronize_session=False)
    )


def _without_data(message: Json) -> Json:
    return {word: value for word, value in message.items() if word != "data"}
