"""A key makes its operation run at most once; the answer is kept beside what the operation did."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import Index, LargeBinary, Table, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from contract.errors import IdempotencyKeyReused, IdempotencyKeyRunning
from models.base import Base, TenantOwned, shown
from models.clock import rfc3339
from models.column import Json
from models.conflict import insert_unless_there
from models.hot import Hot, Row
from models.session import Session

_TRIES: Final = 3


class IdempotencyKey(TenantOwned, Base):
    """One key; `status` is empty between claim and answer, which nobody else ever sees."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (Index(None, "tenant", "expires_at"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    request_id: Mapped[str | None]
    expires_at: Mapped[datetime]
    status: Mapped[int | None]
    headers: Mapped[dict[str, str] | None] = mapped_column(Json)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed: Mapped[bool]


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer as it was given; `request_id` names the call that did the work."""

    status: int
    headers: dict[str, str]
    body: bytes
    request_id: str | None


_MINE = (IdempotencyKey.tenant == bindparam("of"), IdempotencyKey.key == bindparam("which"))
_CLAIM = Hot(insert_unless_there(cast("Table", IdempotencyKey.__table__)))
_SEEN = select(
    IdempotencyKey.fingerprint,
    IdempotencyKey.status,
    IdempotencyKey.headers,
    IdempotencyKey.body,
    IdempotencyKey.sealed,
    IdempotencyKey.request_id,
    shown(IdempotencyKey.expires_at),
).where(*_MINE)
_READ = Hot(_SEEN)
_LOCK = Hot(_SEEN.with_for_update())
_RENEW = Hot(
    update(IdempotencyKey)
    .where(*_MINE)
    .values({name: bindparam(name) for name in ("fingerprint", "request_id", "status")})
)
_STORE = Hot(
    update(IdempotencyKey)
    .where(*_MINE, IdempotencyKey.fingerprint == bindparam("same"))
    .values(
        {name: bindparam(name) for name in ("status", "headers", "body", "sealed", "expires_at")}
    )
)
_DROP = Hot(delete(IdempotencyKey).where(*_MINE))


def find(session: Session, tenant: str, key: str, fingerprint: str) -> Stored | None:
    """Give the stored answer if there is one; raises `IdempotencyKeyReused`. For reads."""
    found = _READ.first(session, of=tenant, which=key)
    return None if found is None else _answer(session, found, fingerprint)


def begin(session: Session, tenant: str, key: str, fingerprint: str) -> Stored | None:
    """Claim the key for this unit of work, or give the answer of the unit that had it.

    The claim lives and dies with the unit: rolled back, the key is free again. On PostgreSQL a
    claim of another running unit is waited for. Raises `IdempotencyKeyReused` when the key
    belongs to another request.
    """
    caller = session.caller
    request_id = caller.request_id if caller else None
    claim = {"fingerprint": fingerprint, "request_id": request_id, "status": None}
    for _ in range(_TRIES):
        row = claim | {"expires_at": session.now, "headers": None, "body": None, "sealed": False}
        if _CLAIM.run(session, tenant=tenant, key=key, **row):
            return None
        found = _LOCK.first(session, of=tenant, which=key)
        if found is None:
            continue  # swept in between
        stored = _answer(session, found, fingerprint)
        if stored is None:
            _RENEW.run(session, of=tenant, which=key, **claim)
        return stored
    raise IdempotencyKeyRunning(retry_after=1)


def store(
    session: Session,
    tenant: str,
    key: str,
    fingerprint: str,
    *,
    status: int,
    headers: dict[str, str],
    body: bytes,
    expires: datetime,
) -> None:
    """Keep the answer of the unit that began the key, until `expires`; sealed if it is confidential."""
    sealed = session.confidential
    kept = session.vault.seal(body).encode() if sealed else body
    values = {"status": status, "headers": headers, "body": kept, "expires_at": expires}
    values["sealed"] = sealed
    _STORE.run(session, of=tenant, which=key, same=fingerprint, **values)


def forget(session: Session, tenant: str, key: str) -> None:
    """Give up the claim of this unit although the unit itself is committed."""
    _DROP.run(session, of=tenant, which=key)


def sweep(session: Session, tenant: str, before: datetime, most: int = 1000) -> int:
    """Remove up to `most` answers that had expired by `before`; give their number."""
    old = (
        select(IdempotencyKey.key)
        .where(IdempotencyKey.tenant == tenant, IdempotencyKey.expires_at <= before)
        .limit(most)
    )
    swept: Any = session.execute(
        delete(IdempotencyKey)
        .where(IdempotencyKey.tenant == tenant, IdempotencyKey.key.in_(old))
        .execution_options(synchronize_session=False)
    )
    return int(swept.rowcount)


def _answer(session: Session, found: Row, fingerprint: str) -> Stored | None:
    known, status, headers, body, sealed, request_id, expires_at = found
    if status is None or expires_at <= rfc3339(session.now):
        return None
    if known != fingerprint:
        raise IdempotencyKeyReused
    answer = session.vault.open(body.decode()) if sealed else body
    return Stored(status, headers, answer, request_id)
