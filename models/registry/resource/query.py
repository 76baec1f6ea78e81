"""One statement for each shape of question to the list of resources, compiled once."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, aliased

from models.hot import Hot
from models.registry.resource.table import COLUMNS, Resource, ResourceLabel

ORDERS: Final[dict[str, tuple[InstrumentedAttribute[Any], ...]]] = {
    "createdAt": (Resource.id,),
    "updatedAt": (Resource.updated_at, Resource.id),
    "name": (Resource.name, Resource.id),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a question consists of; its values are the statement's parameters.

    `tenant`, `most`; `after0`, `after1` when `continued`; `kind`, `state`, `name` and `until` as
    in `filters`; `key0`, `value0` and so on for `labels`, of which the first is the rarest.
    """

    sort: str
    continued: bool
    filters: tuple[str, ...]
    labels: int
    rare: bool


@lru_cache(maxsize=1024)
def statement(shape: Shape) -> Hot:
    """Compile the question."""
    order: tuple[Any, ...] = ORDERS[shape.sort.removeprefix("-")]
    falling = shape.sort.startswith("-")
    query = _filtered(select(*COLUMNS).where(Resource.tenant == bindparam("tenant")), shape)
    first = 0
    if shape.labels and order == (Resource.id,):
        # The index of labels is in the order of ids, so the first label leads, however rare.
        order, first = (ResourceLabel.resource_id,), 1
        query = query.join(ResourceLabel, and_(*_label(0, ResourceLabel), *_same(ResourceLabel)))
    elif shape.labels and shape.rare:
        first = 1
        few = select(ResourceLabel.resource_id).where(*_label(0, ResourceLabel))
        query = query.where(Resource.id.in_(few))
    for at in range(first, shape.labels):
        other = aliased(ResourceLabel)
        query = query.where(exists().where(*_label(at, other), *_same(other)))
    if shape.continued:
        after = tuple_(*(bindparam(f"after{at}", type_=c.type) for at, c in enumerate(order)))
        place = tuple_(*order)
        query = query.where(place < after if falling else place > after)
    ordering = [column.desc() if falling else column.asc() for column in order]
    return Hot(query.order_by(*ordering).limit(bindparam("most")))


def _filtered(query: Select[Any], shape: Shape) -> Select[Any]:
    if "kind" in shape.filters:
        query = query.where(Resource.kind == bindparam("kind"))
    if "state" in shape.filters:
        query = query.where(Resource.state == bindparam("state"))
    if "name" in shape.filters:
        query = query.where(Resource.name >= bindparam("name"), Resource.name < bindparam("until"))
    return query


def _label(at: int, label: type[ResourceLabel]) -> list[ColumnElement[bool]]:
    return [
        label.tenant == bindparam("tenant"),
        label.key == bindparam(f"key{at}"),
        label.value == bindparam(f"value{at}"),
    ]


def _same(label: type[ResourceLabel]) -> list[ColumnElement[bool]]:
    return [label.tenant == Resource.tenant, label.resource_id == Resource.id]
