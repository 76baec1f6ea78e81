"""Mail is written with what it tells of, and leaves the building afterwards, at least once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Index, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from contract.errors import Fault, InvalidRequest
from models.base import Base, TenantOwned
from models.identity import uuid7
from models.session import Session
from models.text import storable

LEASE: Final = timedelta(minutes=2)


class Mail(TenantOwned, Base):
    """One mail. `due_at` is when it may be taken next: empty once it is settled for good."""

    __tablename__ = "mails"
    # The one index without a tenant: a worker takes what is due, whosesoever it is.
    __table_args__ = (Index(None, "due_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    recipient: Mapped[str]
    subject: Mapped[str]
    sealed: Mapped[str | None]
    state: Mapped[str]
    attempts: Mapped[int]
    owner: Mapped[str | None]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    outcome: Mapped[str | None]


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail in the hands of `owner`; `(owner, attempt)` is the fencing token."""

    tenant: str
    id: str
    recipient: str
    subject: str
    body: str
    created_at: datetime
    owner: str
    attempt: int


def queue(session: Session, tenant: str, *, recipient: str, subject: str, body: str) -> str:
    """Write a mail into this unit of work; the body is sealed at rest and erased once sent."""
    if not storable(recipient + subject) or any(
        ord(sign) < ord(" ") for sign in recipient + subject
    ):
        raise InvalidRequest(Fault("body", "Addresses and subjects are single lines."))
    id = uuid7(session.now)
    session.execute(
        insert(Mail).values(
            tenant=tenant,
            id=id,
            recipient=recipient,
            subject=subject,
            sealed=session.vault.seal(body.encode()),
            state="pending",
            attempts=0,
            created_at=session.now,
            due_at=session.now,
        )
    )
    return id


def claim(
    session: Session, owner: str, *, most: int = 10, lease: timedelta = LEASE
) -> list[Letter]:
    """Take up to `most` due mails for `lease`; whoever dies with them gives them back by that."""
    due = session.execute(
        select(
            Mail.tenant,
            Mail.id,
            Mail.recipient,
            Mail.subject,
            Mail.sealed,
            Mail.created_at,
            Mail.attempts,
        )
        .where(Mail.due_at <= session.now)
        .order_by(Mail.due_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()
    letters = []
    for tenant, id, recipient, subject, sealed, created_at, attempts in due:
        _change(session, tenant, id, owner=owner, attempts=attempts + 1, due_at=session.now + lease)
        body = session.vault.open(str(sealed)).decode()
        letters.append(
            Letter(tenant, id, recipient, subject, body, created_at, owner, attempts + 1)
        )
    return letters


def sent(session: Session, letter: Letter, *, outcome: str) -> bool:
    """Settle a mail that left; `False` when the lease was lost to another owner meanwhile."""
    return _settle(
        session,
        letter,
        state="sent",
        sealed=None,
        due_at=None,
        settled_at=session.now,
        outcome=outcome,
    )


def postponed(session: Session, letter: Letter, *, outcome: str, until: datetime | None) -> bool:
    """Settle a mail that could not leave: again at `until`, or given up; `False` as of `sent`."""
    if until is not None:
        return _settle(session, letter, due_at=until, owner=None, outcome=outcome)
    return _settle(
        session, letter, state="failed", due_at=None, settled_at=session.now, outcome=outcome
    )


def _settle(session: Session, letter: Letter, **values: Any) -> bool:
    token = (Mail.owner == letter.owner, Mail.attempts == letter.attempt, Mail.state == "pending")
    return _change(session, letter.tenant, letter.id, *token, **values) == 1


def _change(session: Session, tenant: str, id: str, *where: Any, **values: Any) -> int:
    changed: Any = session.execute(
        update(Mail)
        .where(Mail.tenant == tenant, Mail.id == id, *where)
        .values(values)
        .execution_options(synchronize_session=False)
    )
    return int(changed.rowcount)
