"""A page is chosen over an index alone; only the rows that are on it are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final

from sqlalchemy import (
    ClauseElement,
    ColumnElement,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    select,
)

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
    sort, and `None` for a sort that is the order of the ids. `shares` tell SQLite, which keeps no
    statistics, how few rows a filter leaves; PostgreSQL knows. `whole` is the number of all rows,
    where somebody keeps it.
    """

    def __init__(
        self,
        table: Any,
        columns: tuple[Any, ...],
        *,
        filters: Mapping[str, ColumnElement[bool]],
        orders: Mapping[str, Any],
        shares: Mapping[str, float] | None = None,
        whole: Callable[[Session, str], int] | None = None,
    ) -> None:
        self._table, self._columns = table, columns
        self._filters, self._orders = filters, orders
        self._shares, self._whole = shares or {}, whole
        self._page = lru_cache(_SHAPES)(self._chosen)
        self._count = lru_cache(_SHAPES)(self._counted)
        self._one = Hot(self._read(meta=True).where(self._is(bindparam("id"))))

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
        if not filters and self._whole is not None:
            return found, self._whole(session, tenant)
        cells = self._count(filters).first(session, tenant=tenant, **given)
        assert cells is not None
        return found, cells[0]

    def one(self, session: Session, tenant: str, id: str) -> Row | None:
        """The row of this id, with its times."""
        return self._one.first(session, tenant=tenant, id=id) if storable(id) else None

    def _read(self, *, meta: bool) -> Select[Any]:
        table = self._table
        times = (shown(table.created_at), shown(table.modified_at)) if meta else ()
        return select(*self._columns, *times)

    def _is(self, id: Any) -> ColumnElement[bool]:
        return and_(self._table.tenant == bindparam("tenant"), self._table.id == id)

    def _chosen(self, shape: Shape) -> Hot:
        return Hot(partial(self._ordered, shape))

    def _ordered(self, shape: Shape, dialect: str) -> ClauseElement:
        order = self._order(shape.sort)
        chosen = (
            select(self._table.id)
            .where(*self._where(shape.filters, dialect))
            .order_by(*order)
            .limit(bindparam("most"))
            .offset(bindparam("skip"))
            .subquery()
        )
        # Every chosen row is there; but only an outer join makes SQLite begin with them.
        rows = self._read(meta=shape.meta).join_from(
            chosen, self._table, self._is(chosen.c.id), isouter=True
        )
        return rows.order_by(*order)

    def _counted(self, filters: tuple[str, ...]) -> Hot:
        count = select(func.count()).select_from(self._table)
        return Hot(lambda dialect: count.where(*self._where(filters, dialect)))

    def _where(self, filters: tuple[str, ...], dialect: str) -> list[ColumnElement[bool]]:
        named = {"tenant": self._table.tenant == bindparam("tenant")}
        named |= {name: self._filters[name] for name in filters}
        shares = self._shares if dialect == "sqlite" else {}
        return [
            func.likelihood(condition, literal_column(str(shares[name])))
            if name in shares
            else condition
            for name, condition in named.items()
        ]

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
