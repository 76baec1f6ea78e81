"""When the next delivery of a destination is due: one look at the beginning of an index."""

from typing import Any, Final

from sqlalchemy import ColumnElement, case, select

from models.delivery.table import FIFO, IN_LINE, UNORDERED, Delivery, Destination


def _first(which: ColumnElement[bool], *order: Any) -> ColumnElement[Any]:
    """A scalar subquery with a limit is never turned into a join, so it cannot read the backlog."""
    return (
        select(Delivery.due_at)
        .where(
            Delivery.tenant == Destination.tenant,
            Delivery.destination_id == Destination.id,
            which,
        )
        .order_by(*order)
        .limit(1)
        .correlate(Destination)
        .scalar_subquery()
    )


HEAD: Final = case(
    (Destination.ordering == FIFO, _first(IN_LINE, Delivery.position, Delivery.id)),
    else_=_first(UNORDERED, Delivery.due_at, Delivery.id),
)
"""For `fifo` the head of the line decides, whatever comes behind it."""
