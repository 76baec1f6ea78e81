"""A new resource begins as a draft, in version 1."""

from typing import Any

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from contract.errors import ResourceNameTaken
from models.clock import rfc3339
from models.constraint import broken
from models.hot import Hot
from models.identity import uuid7
from models.registry.resource.record import label, record
from models.registry.resource.rules import check
from models.registry.resource.table import NAME_KEY, Resource, row
from models.session import Session

_INSERT = Hot(insert(Resource))


def create(
    session: Session,
    tenant: str,
    *,
    kind: str,
    name: str,
    description: str | None = None,
    labels: dict[str, str] | None = None,
    attributes: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Add a resource and give it back, or raise `ResourceNameTaken` or `AttributesTooLarge`."""
    labels, attributes = labels or {}, attributes or {}
    check(kind=kind, name=name, description=description, labels=labels, attributes=attributes)
    id, at = uuid7(session.now), rfc3339(session.now)
    cells = (id, kind, name, description, labels, attributes, "draft", 1, at, at)
    after = row(cells)
    try:
        _INSERT.run(
            session,
            tenant=tenant,
            id=id,
            kind=kind,
            name=name,
            state="draft",
            version=1,
            created_at=at,
            updated_at=at,
            description=description,
            labels=labels,
            attributes=attributes,
        )
    except IntegrityError as error:
        if broken(error) != NAME_KEY:
            raise
        raise ResourceNameTaken(kind=kind, name=name) from error
    label(session, tenant, id, {}, labels)
    record(session, tenant, "created", before=None, after=after)
    return after
