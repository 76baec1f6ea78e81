"""Every accepted change makes a new version, one higher than the last."""

from typing import Any, Final

from sqlalchemy import bindparam, update
from sqlalchemy.exc import IntegrityError

from contract.errors import (
    Fault,
    InvalidRequest,
    ResourceNameTaken,
    TransitionRefused,
    VersionMismatch,
)
from models.clock import rfc3339
from models.constraint import broken
from models.hot import Hot
from models.registry.resource.find import held
from models.registry.resource.merge import merged
from models.registry.resource.record import label, record
from models.registry.resource.rules import MOVES, check
from models.registry.resource.table import NAME_KEY, Resource
from models.session import Session

_EDITABLE: Final = ("kind", "name", "description", "labels", "attributes")
_UPDATE = Hot(
    update(Resource)
    .where(
        Resource.tenant == bindparam("of"),
        Resource.id == bindparam("which"),
        Resource.version == bindparam("seen"),
    )
    .values(
        {column: bindparam(column) for column in (*_EDITABLE, "state", "version", "updated_at")}
    )
)


def replace(
    session: Session,
    tenant: str,
    resource_id: str,
    *,
    kind: str,
    name: str,
    description: str | None = None,
    labels: dict[str, str] | None = None,
    attributes: dict[str, Any] | None = None,
    expected: frozenset[int] | None = None,
) -> dict[str, Any]:
    """Give the resource these contents and no others; its state stays.

    Raises `ResourceNotFound`, `VersionMismatch`, `ResourceNameTaken`, `AttributesTooLarge`.
    """
    before = held(session, tenant, resource_id, expected)
    contents: dict[str, Any] = {
        "kind": kind,
        "name": name,
        "description": description,
        "labels": labels or {},
        "attributes": attributes or {},
    }
    return _store(session, tenant, before, contents)


def patch(
    session: Session,
    tenant: str,
    resource_id: str,
    patch: dict[str, Any],
    *,
    expected: frozenset[int] | None = None,
) -> dict[str, Any]:
    """Change some of the contents by a merge patch; raises what `replace` raises."""
    before = held(session, tenant, resource_id, expected)
    for required in ("kind", "name"):
        if required in patch and patch[required] is None:
            raise InvalidRequest(Fault(f"body.{required}", "It cannot be removed."))
    contents = merged({name: before.get(name) for name in _EDITABLE}, patch)
    return _store(session, tenant, before, {name: contents.get(name) for name in _EDITABLE})


def transition(
    session: Session,
    tenant: str,
    resource_id: str,
    *,
    to: str,
    reason: str | None = None,
    expected: frozenset[int] | None = None,
) -> dict[str, Any]:
    """Move to another state, or raise `TransitionRefused`; `reason` is kept in the history."""
    before = held(session, tenant, resource_id, expected)
    if to not in MOVES[before["state"]]:
        raise TransitionRefused(state=before["state"], to=to)
    after = before | {
        "state": to,
        "version": before["version"] + 1,
        "updatedAt": rfc3339(session.now),
    }
    _write(session, tenant, before, after)
    record(session, tenant, "state_changed", before=before, after=after, reason=reason)
    return after


def _store(
    session: Session, tenant: str, before: dict[str, Any], contents: dict[str, Any]
) -> dict[str, Any]:
    contents["labels"] = contents["labels"] or {}
    contents["attributes"] = contents["attributes"] or {}
    check(**contents)
    after = before | contents
    after |= {"version": before["version"] + 1, "updatedAt": rfc3339(session.now)}
    if after["description"] is None:
        del after["description"]
    try:
        _write(session, tenant, before, after)
    except IntegrityError as error:
        if broken(error) != NAME_KEY:
            raise
        raise ResourceNameTaken(kind=after["kind"], name=after["name"]) from error
    label(session, tenant, after["id"], before["labels"], after["labels"])
    record(session, tenant, "updated", before=before, after=after)
    return after


def _write(session: Session, tenant: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    changed = _UPDATE.run(
        session,
        of=tenant,
        which=before["id"],
        seen=before["version"],
        state=after["state"],
        version=after["version"],
        updated_at=after["updatedAt"],
        **{name: after.get(name) for name in _EDITABLE},
    )
    if not changed:
        raise VersionMismatch
