"""How resources lie: the head with its state, an index of labels, and every change ever made."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned, shown
from models.column import Json

NAME_KEY: Final = "uq_resources_tenant_kind_name"


class Resource(TenantOwned, Base):
    """The present of a resource. `id` sorts by creation (UUIDv7), so it stands for `created_at`."""

    __tablename__ = "resources"
    __table_args__ = (
        UniqueConstraint("tenant", "kind", "name"),
        Index(None, "tenant", "kind", "id"),
        Index(None, "tenant", "state", "id"),
        Index(None, "tenant", "name", "id"),
        Index(None, "tenant", "updated_at", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    state: Mapped[str]
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    description: Mapped[str | None]
    labels: Mapped[dict[str, str]] = mapped_column(Json)
    attributes: Mapped[dict[str, Any]] = mapped_column(Json)


class ResourceLabel(TenantOwned, Base):
    """Finds resources by label, in the order of their creation."""

    __tablename__ = "resource_labels"
    __table_args__ = (
        ForeignKeyConstraint(["tenant", "resource_id"], ["resources.tenant", "resources.id"]),
        {"sqlite_with_rowid": False},
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    resource_id: Mapped[str] = mapped_column(primary_key=True)


class ResourceChange(TenantOwned, Base):
    """One change. Only the state after it is kept: the state before is the one of `version - 1`."""

    __tablename__ = "resource_changes"

    resource_id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str]
    at: Mapped[datetime]
    request_id: Mapped[str | None]
    key_id: Mapped[str | None]
    reason: Mapped[str | None]
    after: Mapped[dict[str, Any] | None] = mapped_column(Json)


COLUMNS: Final = (
    Resource.id,
    Resource.kind,
    Resource.name,
    Resource.description,
    Resource.labels,
    Resource.attributes,
    Resource.state,
    Resource.version,
    shown(Resource.created_at),
    shown(Resource.updated_at),
)


def row(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape the cells of `COLUMNS` as the API's JSON; an absent description is left out."""
    id, kind, name, description, labels, attributes, state, version, created, updated = cells
    shaped = {
        "id": id,
        "kind": kind,
        "name": name,
        "description": description,
        "labels": labels,
        "attributes": attributes,
        "state": state,
        "version": version,
        "createdAt": created,
        "updatedAt": updated,
    }
    if description is None:
        del shaped["description"]
    return shaped
