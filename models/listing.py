"""Lists that are short or rarely asked for are paged one way, by position or by counting."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from models.base import shown
from models.column import Timestamp
from models.paging import Page, Slice, cut
from models.session import Session
from models.text import storable

FARTHEST: Final = 2**62


def listed(
    session: Session,
    query: Select[Any],
    page: Page,
    *,
    order: Sequence[InstrumentedAttribute[Any]],
    shape: Callable[[tuple[Any, ...]], dict[str, Any]],
    falling: bool = False,
    counted: bool = False,
) -> Slice:
    """Read one page of `query` in `order`; `counted` also counts all that match.

    `order` must end in a unique column. `shape` makes the item of one row's cells.
    """
    total = None
    if counted:
        total = session.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    places = [
        (shown(column) if isinstance(column.type, Timestamp) else column).label(f"place_{at}")
        for at, column in enumerate(order)
    ]
    if page.after is not None:
        if not all(storable(cell) for cell in page.after if isinstance(cell, str)):
            return Slice([], None, total)
        place = tuple_(*order)
        after = tuple_(*page.after, types=[column.type for column in order])
        query = query.where(place < after if falling else place > after)
    query = query.add_columns(*places).limit(page.limit + 1).offset(min(page.offset, FARTHEST))
    query = query.order_by(*(column.desc() if falling else column.asc() for column in order))
    rows, more = cut([tuple(found) for found in session.execute(query)], page.limit)
    width = len(order)
    items = [shape(cells[:-width]) for cells in rows]
    return Slice(items, rows[-1][-width:] if more else None, total)
