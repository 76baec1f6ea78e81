"""Every act on a resource leaves a history row, an audit note and an event."""

from typing import Any

from sqlalchemy import bindparam, delete, insert

from models.hot import Hot
from models.registry.resource.table import ResourceChange, ResourceLabel
from models.session import Session

_CHANGE = Hot(insert(ResourceChange))
_LABEL = Hot(insert(ResourceLabel))
_UNLABEL = Hot(
    delete(ResourceLabel).where(
        ResourceLabel.tenant == bindparam("tenant"),
        ResourceLabel.key == bindparam("key"),
        ResourceLabel.value == bindparam("value"),
        ResourceLabel.resource_id == bindparam("resource_id"),
    )
)


def record(
    session: Session,
    tenant: str,
    action: str,
    *,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    reason: str | None = None,
) -> None:
    """Keep what happened: `action` is created, updated, state_changed or deleted."""
    subject: dict[str, Any] = after or before or {}
    caller = session.caller
    version = subject["version"] if after else subject["version"] + 1
    _CHANGE.run(
        session,
        tenant=tenant,
        resource_id=subject["id"],
        version=version,
        action=action,
        at=session.now,
        request_id=caller.request_id if caller else None,
        key_id=caller.key_id if caller else None,
        reason=reason,
        after=after,
    )
    session.touch("resource", subject["id"], before=before, after=after)
    session.emit(
        f"resource.{action}",
        subject["id"],
        {
            "kind": subject["kind"],
            "name": subject["name"],
            "state": subject["state"],
            "version": version,
        },
    )


def label(
    session: Session, tenant: str, resource_id: str, old: dict[str, str], new: dict[str, str]
) -> None:
    """Bring the index of labels from `old` to `new`; what is in both is not touched."""
    if old == new:
        return
    for key, value in old.items() - new.items():
        _UNLABEL.run(session, tenant=tenant, key=key, value=value, resource_id=resource_id)
    for key, value in new.items() - old.items():
        _LABEL.run(session, tenant=tenant, key=key, value=value, resource_id=resource_id)
