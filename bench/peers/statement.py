"""The Core statements of the peers that use no ORM, and the shape their rows are answered in."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, insert, select

from bench.peers.entity import rfc3339
from bench.peers.store import digest, keys, resources

_COLUMNS = [column for column in resources.c if column.name != "tenant_id"]
_KEY = select(keys.c.tenant_id, keys.c.expires_at).where(keys.c.digest == bindparam("digest"))
_ONE = select(*_COLUMNS).where(
    resources.c.tenant_id == bindparam("tenant"), resources.c.id == bindparam("id")
)
_PAGE = (
    select(*_COLUMNS)
    .where(resources.c.tenant_id == bindparam("tenant"), resources.c.id > bindparam("after"))
    .order_by(resources.c.id)
    .limit(bindparam("rows"))
)
_NEW = insert(resources)


def tenant_of(connection: Connection, key: str) -> str | None:
    """The tenant that an unexpired key belongs to."""
    row = connection.execute(_KEY, {"digest": digest(key)}).first()
    if row is None or (row.expires_at and row.expires_at <= rfc3339(datetime.now(UTC))):
        return None
    return str(row.tenant_id)


def find(connection: Connection, tenant: str, id: str) -> dict[str, Any] | None:
    """One resource as it is answered, or nothing."""
    row = connection.execute(_ONE, {"tenant": tenant, "id": id}).first()
    return None if row is None else _shown(row)


def page(connection: Connection, tenant: str, *, limit: int, after: str) -> dict[str, Any]:
    """One page as it is answered: by id, with the last id as token while there is more."""
    rows = connection.execute(_PAGE, {"tenant": tenant, "after": after, "rows": limit + 1}).all()
    items = [_shown(row) for row in rows[:limit]]
    more = {"continuationToken": items[-1]["id"]} if len(rows) > limit else {}
    return {"items": items, **more}


def create(connection: Connection, tenant: str, body: dict[str, Any]) -> dict[str, Any]:
    """Add a resource and give it as it is answered; the caller commits."""
    now = rfc3339(datetime.now(UTC))
    shown = {
        "id": str(uuid.uuid4()),
        "kind": body["kind"],
        "name": body["name"],
        "description": body.get("description"),
        "labels": body.get("labels", {}),
        "attributes": body.get("attributes", {}),
        "state": "draft",
        "version": 1,
        "createdAt": now,
        "updatedAt": now,
    }
    stored = {
        name: value for name, value in shown.items() if name not in ("createdAt", "updatedAt")
    }
    stored |= {
        "tenant_id": tenant,
        "created_at": now,
        "updated_at": now,
        "labels": orjson.dumps(shown["labels"]).decode(),
        "attributes": orjson.dumps(shown["attributes"]).decode(),
    }
    connection.execute(_NEW, stored)
    return shown


def _shown(row: Sequence[Any]) -> dict[str, Any]:
    id, kind, name, description, labels, attributes, state, version, created, updated = row
    return {
        "id": id,
        "kind": kind,
        "name": name,
        "description": description,
        "labels": orjson.loads(labels),
        "attributes": orjson.loads(attributes),
        "state": state,
        "version": version,
        "createdAt": created,
        "updatedAt": updated,
    }
