"""A deleted resource is gone; its history stays."""

import sqlalchemy
from sqlalchemy import bindparam

from contract.errors import VersionMismatch
from models.hot import Hot
from models.registry.resource.find import held
from models.registry.resource.record import label, record
from models.registry.resource.table import Resource
from models.session import Session

_DELETE = Hot(
    sqlalchemy.delete(Resource).where(
        Resource.tenant == bindparam("of"),
        Resource.id == bindparam("which"),
        Resource.version == bindparam("seen"),
    )
)


def delete(
    session: Session,
    tenant: str,
    resource_id: str,
    *,
    expected: frozenset[int] | None = None,
) -> None:
    """Remove the resource, or raise `ResourceNotFound` or `VersionMismatch`."""
    before = held(session, tenant, resource_id, expected)
    label(session, tenant, resource_id, before["labels"], {})
    if not _DELETE.run(session, of=tenant, which=resource_id, seen=before["version"]):
        raise VersionMismatch
    record(session, tenant, "deleted", before=before, after=None)
