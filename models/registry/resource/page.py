"""Resources are listed by position in an index, so no page costs more than the first."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam, func, select

from models.hot import Hot
from models.paging import Page, Slice, cut
from models.registry.resource.query import Shape, statement
from models.registry.resource.table import ResourceLabel, row
from models.session import Session
from models.text import storable

FEW: Final = 1000
_LAST: Final = "\U0010ffff"
_FIRST_SURROGATE: Final = 0xD800
_BEHIND_SURROGATES: Final = 0xE000
_COUNT = Hot(
    select(func.count()).select_from(
        select(ResourceLabel.resource_id)
        .where(
            ResourceLabel.tenant == bindparam("tenant"),
            ResourceLabel.key == bindparam("key"),
            ResourceLabel.value == bindparam("value"),
        )
        .limit(FEW)
        .subquery()
    )
)


def page(
    session: Session,
    tenant: str,
    page: Page,
    *,
    kind: str | None = None,
    state: str | None = None,
    name: str | None = None,
    labels: Sequence[str] = (),
    sort: str = "createdAt",
) -> Slice:
    """List resources by `sort` (createdAt, updatedAt or name; `-` before it turns the order).

    `name` is a prefix, every one of `labels` (`key:value`) must match. What exists all the
    time between the first and the last page is listed exactly once in an order that does not change
    meanwhile (createdAt, and name unless renamed), whatever is created or deleted beside it.
    """
    pairs = sorted({(key, value) for key, _, value in (label.partition(":") for label in labels)})
    given = {"kind": kind, "state": state, "name": name}
    values: dict[str, Any] = {key: text for key, text in given.items() if text is not None}
    texts = [*values.values(), *(text for pair in pairs for text in pair), *(page.after or ())]
    if not all(":" in label for label in labels) or not all(map(storable, texts)):
        return Slice([])
    rare = False
    if len(pairs) > 1 or (pairs and not sort.endswith("createdAt")):
        pairs, rare = _rarest_first(session, tenant, pairs)
    shape = Shape(sort, page.after is not None, tuple(values), len(pairs), rare)
    if name is not None:
        values["until"] = _following(name)
    for at, (key, value) in enumerate(pairs):
        values |= {f"key{at}": key, f"value{at}": value}
    for at, cell in enumerate(page.after or ()):
        values[f"after{at}"] = cell
    found = statement(shape).all(session, tenant=tenant, most=page.limit + 1, **values)
    rows, more = cut(found, page.limit)
    items = [row(cells) for cells in rows]
    return Slice(items, _position(items[-1], sort) if more else None)


def _rarest_first(
    session: Session, tenant: str, pairs: list[tuple[str, str]]
) -> tuple[list[tuple[str, str]], bool]:
    """Order labels by how many resources have them, counting to `FEW`; say if the first has fewer."""
    counted = []
    for key, value in pairs:
        (count,) = _COUNT.first(session, tenant=tenant, key=key, value=value) or (0,)
        counted.append((count, (key, value)))
    counted.sort()
    return [pair for _, pair in counted], counted[0][0] < FEW


def _position(item: dict[str, Any], sort: str) -> tuple[Any, ...]:
    field = sort.removeprefix("-")
    return (item["id"],) if field == "createdAt" else (item[field], item["id"])


def _following(prefix: str) -> str:
    """The first text, by code points, behind all that begin with `prefix`."""
    head = prefix.rstrip(_LAST)
    if not head:
        return _LAST * (len(prefix) + 200)
    point = ord(head[-1]) + 1
    return head[:-1] + chr(_BEHIND_SURROGATES if point == _FIRST_SURROGATE else point)
