"""Write what listeners are to hear into the outbox, in the transaction of the change that it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import outbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.facts import Operation
    from models.session import Session


class UndeclaredEvent(Exception):  # noqa: N818 - what it is
    """A fault of ours: the operation told of something that the document does not announce."""


def bind(operation: Operation) -> Callable[[Session, str], None]:
    """The link of every write: what is emitted is declared (`emits`), or the unit of work is undone."""
    declared, api = frozenset(operation.rules.emits), operation.api

    def publish(session: Session, tenant: str) -> None:
        events = session.events
        if not events:
            return
        for event in events:
            if event.type not in declared:
                raise UndeclaredEvent(f"{operation.id}: {event.type}")
        outbox.write(session, tenant, events, api=api)

    return publish
