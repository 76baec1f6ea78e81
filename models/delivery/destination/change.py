"""A destination's rules change at once; what is under way keeps those that it began with."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select, update

from models.delivery import circuit, secret
from models.delivery.destination.find import find
from models.delivery.table import REMOVED, Destination
from models.session import Session
from models.text import demand

_FREE: Final = frozenset(
    {
        "url",
        "liveness_url",
        "types",
        "schedule",
        "timeout_ms",
        "rate_limit",
        "max_in_flight",
    }
)


def change(session: Session, tenant: str, id: str, **values: Any) -> dict[str, Any] | None:
    """Set the given of `add`'s rules, `outbound_key` too; give the destination, or `None`.

    What is in line is in line by the ordering that was there first, so that one is for good.
    A new address has no history: it is tried at once, slowly.
    """
    demand(url=values.get("url"), livenessUrl=values.get("liveness_url"))
    held = _held(session, tenant, id)
    if held is None:
        return None
    if "outbound_key" in values:
        key = values.pop("outbound_key")
        values["outbound"] = None if key is None else session.vault.seal(key.encode())
    if set(values) - _FREE - {"outbound"}:
        raise ValueError(f"not a destination's: {sorted(set(values) - _FREE)}")
    url, liveness_url = held
    if values.get("url", url) != url:
        values |= {"liveness": circuit.UNKNOWN, "failures": 0, "slow_start": 1}
    if values.get("liveness_url", liveness_url) != liveness_url:
        values["probe_at"] = session.now
    if values:
        _set(session, tenant, id, **values)
    return find(session, tenant, id)


def rotate_secret(session: Session, tenant: str, id: str, *, overlap: timedelta) -> str | None:
    """Give a new secret, shown once; the ones before sign along for `overlap` at the most."""
    if _held(session, tenant, id) is None:
        return None
    kept = session.execute(
        select(Destination.secrets).where(Destination.tenant == tenant, Destination.id == id)
    ).scalar_one()
    session.conceal()
    signing, until = secret.fresh(), session.now + overlap
    secrets = secret.rotated(session.vault, kept, signing, now=session.now, until=until)
    _set(session, tenant, id, secrets=secrets)
    return signing


def _held(session: Session, tenant: str, id: str) -> tuple[str, str | None] | None:
    query = select(Destination.url, Destination.liveness_url).where(
        Destination.tenant == tenant, Destination.id == id, Destination.state != REMOVED
    )
    found = session.execute(query.with_for_update()).first()
    return None if found is None else (found[0], found[1])


def _set(session: Session, tenant: str, id: str, **values: Any) -> None:
    session.execute(
        update(Destination)
        .where(Destination.tenant == tenant, Destination.id == id)
        .values(values)
        .execution_options(synchronize_session=False)
    )
