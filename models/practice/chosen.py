"""A page is chosen over an index alone; only the rows that are on it are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from models.base import shown
from models.hot import Hot, Row
from models.listing import FARTHEST
from models.paging import Page
from models.session import Session
from models.text import storable

_SHAPES: Final = 1024


@dataclass(frozen=True, slots=True)
class Shape:
    """What a question consists of; its values are the statement's parameters."""

    filters: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    meta: bool = False


class Choice:
    """The list of one table, with one compiled statement for each shape of question.

    `filters` are conditions on a parameter of their own name; `orders` has the column of each
    sort, and `None` for a sort that is the order of the ids.
    """

    def __init__(
        self,
        table: Any,
        columns: tuple[Any, ...],
        *,
        filters: Mapping[str, ColumnElement[bool]],
        orders: Mapping[str, Any],
    ) -> None:
        self._table, self._columns = table, columns
        self._filters, self._orders = filters, orders
        self._page = lru_cache(_SHAPES)(self._chosen)
        self._count = lru_cache(_SHAPES)(self._counted)
        self._one = Hot(self._read(meta=True).where(table.id == bindparam("id")))

    def page(
        self,
        session: Session,
        tenant: str,
        page: Page,
        *,
        given: dict[str, Any],
        sort: tuple[str, ...],
        meta: bool,
    ) -> tuple[list[Row], int]:
        """The rows of the page, and the exact number of rows on all pages.

        `given` are values of filters; equal places are in the order of the ids.
        """
        if not all(storable(value) for value in given.values() if isinstance(value, str)):
            return [], 0
        filters = tuple(sorted(given))
        skip = min(page.offset, FARTHEST)
        found = self._page(Shape(filters, sort, meta)).all(
            session, tenant=tenant, most=page.limit, skip=skip, **given
        )
        if len(found) < page.limit and (found or not skip):
            return found, skip + len(found)
        cells = self._count(filters).first(session, tenant=tenant, **given)
        assert cells is not None
        return found, cells[0]

    def one(self, session: Session, tenant: str, id: str) -> Row | None:
        """The row of this id, with its times."""
        return self._one.first(session, tenant=tenant, id=id) if storable(id) else None

    def _read(self, *, meta: bool) -> Select[Any]:
        table = self._table
        times = (shown(table.created_at), shown(table.modified_at)) if meta else ()
        return select(*self._columns, *times).where(table.tenant == bindparam("tenant"))

    def _chosen(self, shape: Shape) -> Hot:
        order = self._order(shape.sort)
        chosen = (
            select(self._table.id)
            .where(*self._where(shape.filters))
            .order_by(*order)
            .limit(bindparam("most"))
            .offset(bindparam("skip"))
            .subquery()
        )
        rows = self._read(meta=shape.meta).join_from(
            chosen, self._table, self._table.id == chosen.c.id
        )
        return Hot(rows.order_by(*order))

    def _counted(self, filters: tuple[str, ...]) -> Hot:
        return Hot(select(func.count()).select_from(self._table).where(*self._where(filters)))

    def _where(self, filters: tuple[str, ...]) -> list[ColumnElement[bool]]:
        mine: ColumnElement[bool] = self._table.tenant == bindparam("tenant")
        return [mine, *(self._filters[name] for name in filters)]

    def _order(self, sort: tuple[str, ...]) -> list[ColumnElement[Any]]:
        order, falling = [], False
        for name in sort:
            falling = name.startswith("-")
            column = self._orders[name.removeprefix("-")]
            if column is None:
                break
            order.append(column.desc() if falling else column.asc())
        last = self._table.id
        return [*order, last.desc() if falling else last.asc()]
