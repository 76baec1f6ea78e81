"""A new destination gets what is enqueued from now on, and a signing secret that is shown once."""

from typing import Any

from sqlalchemy import insert

from models.delivery import circuit, secret
from models.delivery.destination.find import find
from models.delivery.table import ACTIVE, Destination
from models.identity import nanoid
from models.session import Session
from models.text import demand


def add(
    session: Session,
    tenant: str,
    *,
    kind: str,
    source: str,
    owner_id: str,
    url: str,
    liveness_url: str | None = None,
    types: list[str] | None = None,
    outbound_key: str | None = None,
    ordering: str = "none",
    schedule: str = "standard",
    timeout_ms: int = 15_000,
    rate_limit: int | None = None,
    max_in_flight: int = 10,
) -> tuple[dict[str, Any], str]:
    """Give the destination and its secret.

    `source` is what it hears of (a queue, all events), `owner_id` whose it is. `types` are the
    types of events that it wants, each whole or the beginning of some with a `*` behind; `None`
    wants all. `rate_limit` is per second. Whether the addresses may be called is not asked here.
    """
    demand(url=url, livenessUrl=liveness_url)
    id, signing = nanoid(), secret.fresh()
    session.conceal()
    session.execute(
        insert(Destination).values(
            tenant=tenant,
            id=id,
            kind=kind,
            source=source,
            owner_id=owner_id,
            url=url,
            liveness_url=liveness_url,
            types=types,
            secrets=secret.sealed(session.vault, signing),
            outbound=None if outbound_key is None else session.vault.seal(outbound_key.encode()),
            ordering=ordering,
            schedule=schedule,
            timeout_ms=timeout_ms,
            rate_limit=rate_limit,
            max_in_flight=max_in_flight,
            state=ACTIVE,
            state_at=session.now,
            created_at=session.now,
            served_at=session.now,
            liveness=circuit.UNKNOWN,
            probe_at=None if liveness_url is None else session.now,
            **dict.fromkeys(("acknowledged", "failures", "success_count", "failure_count"), 0),
            epoch=0,
        )
    )
    made = find(session, tenant, id)
    if made is None:
        raise LookupError(id)
    return made, signing
