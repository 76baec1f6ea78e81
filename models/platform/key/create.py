"""A key can do no more than the key that made it, and is shown once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert

import models
from contract.errors import Fault, InvalidRequest
from models.platform.key.find import find
from models.platform.key.grant import demand_grantable
from models.platform.key.table import Key
from models.platform.key.text import make
from models.session import Session
from models.text import demand


def create(
    session: Session,
    tenant: str,
    *,
    name: str,
    scopes: Iterable[str],
    expires_at: datetime | str | None = None,
    environment: str = "live",
    client: str | None = None,
    user_id: str | None = None,
) -> tuple[dict[str, Any], str]:
    """Add a key; give its row and its text, which nobody can read again.

    `client` is the program that it is for, `user_id` the person: `InvalidRequest` when the
    organization has no such user. Raises `ScopeNotGrantable` when the calling key lacks one of the
    scopes; without a caller (the command line) every scope may be given.
    """
    demand(name=name)
    wanted = sorted(set(scopes))
    demand_grantable(session, tenant, wanted)
    if user_id is not None:
        _known(session, tenant, user_id)
    key_id, secret, text = make(environment)
    session.execute(
        insert(Key).values(
            tenant=tenant,
            id=key_id,
            name=name,
            environment=environment,
            digest=session.vault.digest(key_id + secret),
            scopes=wanted,
            created_at=session.now,
            expires_at=expires_at,
            client=client,
            user_id=user_id and user_id.lower(),
        )
    )
    session.conceal()
    after = find(session, tenant, key_id)
    session.touch("key", key_id, before=None, after=after)
    session.emit("key.created", key_id, {"name": name})
    return after, text


def _known(session: Session, tenant: str, user_id: str) -> None:
    if not any(known(session, tenant, user_id.lower()) for known in models.people()):
        raise InvalidRequest(Fault("body.userId", "There is no such user."))
