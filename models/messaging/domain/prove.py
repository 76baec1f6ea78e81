"""Who looks for a file writes down what they found of this very file, and of no other."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select, update

from models.messaging.domain.find import PATH
from models.messaging.table import Domain
from models.session import Session

LEASE: Final = timedelta(minutes=1)
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Challenge:
    """A file to be looked for at `https://hostname:port` + `path`; it has `content` and nothing else."""

    tenant: str
    id: str
    hostname: str
    port: int
    path: str
    content: str


def next_at(session: Session) -> datetime | None:
    """When a file is to be looked for next, which may be past; `None` for never."""
    first: datetime | None = session.execute(select(func.min(Domain.due_at))).scalar()
    return first


def take(session: Session, *, most: int = 10, lease: timedelta = LEASE) -> list[Challenge]:
    """Take up to `most` files that are to be looked for; whoever dies with one gives it back by `lease`."""
    query = (
        select(
            Domain.tenant,
            Domain.id,
            Domain.hostname,
            Domain.port,
            Domain.file_name,
            Domain.file_content,
        )
        .where(Domain.due_at <= session.now)
        .order_by(Domain.due_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = []
    for tenant, id, hostname, port, file, content in session.execute(query).all():
        challenge = Challenge(tenant, id, hostname, port, f"{PATH}/{file}", content)
        _write(session, challenge, due_at=session.now + lease)
        taken.append(challenge)
    return taken


def checked(session: Session, challenge: Challenge, *, ok: bool, error: str | None = None) -> bool:
    """Write what came of it; `False` when the domain is gone or to be proven by another file now.

    A file that is not there any more does not undo what it once proved.
    """
    values: dict[str, Any] = {"checked_at": session.now, "due_at": None}
    values["error"] = None if ok or error is None else error[:_LONGEST]
    if ok:
        values["verified_at"] = session.now
    return _write(session, challenge, **values)


def _write(session: Session, challenge: Challenge, **values: Any) -> bool:
    written: Any = session.execute(
        update(Domain)
        .where(
            Domain.tenant == challenge.tenant,
            Domain.id == challenge.id,
            Domain.file_content == challenge.content,
        )
        .values(values)
        .execution_options(synchronize_session=False)
    )
    return bool(written.rowcount)
