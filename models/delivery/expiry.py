"""What has waited for too long is given up, and whoever gives it up learns what it was."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select, update

from models.delivery.table import EXPIRED, Delivery
from models.session import Session


class GivenUp(NamedTuple):
    """A delivery that nobody will get."""

    destination_id: str
    kind: str
    subject_id: str


def give_up(
    session: Session,
    tenant: str,
    *,
    before: datetime,
    destination_ids: Sequence[str],
    most: int = 1000,
) -> list[GivenUp]:
    """Give up to `most` up that wait since before `before`; to be called until it gives none.

    Each is given by one call only, also where two do it at once or a worker settles it meanwhile.
    """
    waiting = (Delivery.tenant == tenant, Delivery.due_at.is_not(None))
    old = (
        select(Delivery.id)
        .where(*waiting, Delivery.destination_id.in_(destination_ids), Delivery.created_at < before)
        .limit(most)
    )
    ended = session.execute(
        update(Delivery)
        .where(*waiting, Delivery.id.in_(old))
        .values(state=EXPIRED, due_at=None, settled_at=session.now)
        .returning(Delivery.destination_id, Delivery.kind, Delivery.subject_id)
        .execution_options(synchronize_session=False)
    )
    return [GivenUp(*cells) for cells in ended]
