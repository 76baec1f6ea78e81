"""What happens in another API is a message in the queues that have it as their source."""

from typing import Final

from sqlalchemy import bindparam, select

from models.hot import Hot
from models.messaging.message.create import JSON, put
from models.messaging.table import Queue
from models.session import Session

_FED: Final = Hot(
    select(Queue.id, Queue.ordering)
    .where(Queue.tenant == bindparam("of"), Queue.source == bindparam("from_"))
    .order_by(Queue.id)
    .with_for_update(read=True, key_share=True)
)


def put_all(session: Session, tenant: str, api: str, type: str, body: bytes) -> None:
    """Store an event of the API in each of the organization's queues that are fed by it."""
    for queue_id, ordering in _FED.all(session, of=tenant, from_=api):
        put(
            session,
            tenant,
            queue_id,
            ordering,
            name=None,
            data=body.decode(),
            media=JSON,
            event_type=type,
        )
