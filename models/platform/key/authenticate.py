"""A key is checked with one indexed read, and a typo with none."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, or_, select, update

from models.base import shown
from models.clock import rfc3339
from models.hot import Hot
from models.platform.key.table import Key
from models.platform.key.text import parse
from models.platform.organization import Organization
from models.session import Session

BETWEEN_USES: Final = timedelta(minutes=1)
_BY_ID = Hot(
    select(
        Key.tenant,
        Key.digest,
        Key.scopes,
        shown(Key.expires_at),
        shown(Key.revoked_at),
        shown(Key.disabled_at),
        Key.client,
        Organization.language,
        Key.user_id,
    )
    .join(Organization, Organization.id == Key.tenant)
    .where(Key.id == bindparam("id"))
)
_USED = Hot(
    update(Key)
    .where(
        Key.tenant == bindparam("of"),
        Key.id == bindparam("which"),
        or_(Key.last_used_at.is_(None), Key.last_used_at <= bindparam("stale")),
    )
    .values(last_used_at=bindparam("at"))
)


@dataclass(frozen=True, slots=True)
class Credential:
    """What a valid key says of its holder; `expires_at` is RFC 3339."""

    tenant: str
    key_id: str
    scopes: frozenset[str]
    expires_at: str | None
    language: str = "en"
    """The organization's own, as it is configured."""
    client: str | None = None
    """The program that the key belongs to."""
    user: str | None = None
    """The person for whom calls with this key are made, where the call names nobody."""


def authenticate(session: Session, text: str) -> Credential | None:
    """Whose key this is; `None` for a malformed, unknown, disabled, revoked or expired one."""
    parsed = parse(text)
    if parsed is None:
        return None
    key_id, secret = parsed
    found = _BY_ID.first(session, id=key_id)
    if found is None:
        return None
    tenant, digest, scopes, expires_at, revoked_at, disabled_at, client, language, user = found
    if not hmac.compare_digest(digest, session.vault.digest(key_id + secret)):
        return None
    if revoked_at is not None or disabled_at is not None:
        return None
    if expires_at is not None and expires_at <= rfc3339(session.now):
        return None
    return Credential(tenant, key_id, frozenset(scopes), expires_at, language, client, user)


def used(session: Session, uses: Iterable[tuple[str, str, datetime]]) -> None:
    """Note last uses `(tenant, key id, moment)`, each at most once a minute; for batches."""
    for tenant, key_id, at in uses:
        _USED.run(session, of=tenant, which=key_id, at=at, stale=at - BETWEEN_USES)
