"""What became of everything can be seen: by subject, by destination, by attempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select

from models.delivery.table import DEAD, DELIVERED, EXPIRED, IS_DEAD, WAITING, Attempt, Delivery
from models.listing import listed
from models.paging import Page, Slice
from models.session import Session

_DELIVERY: Final = (
    "id",
    "destination_id",
    "kind",
    "subject_id",
    "state",
    "attempts",
    "due_at",
    "last_status",
    "last_error",
    "created_at",
    "settled_at",
)
_ATTEMPT: Final = ("delivery_id", "attempt", "at", "duration_ms", "status", "error")


@dataclass(frozen=True, slots=True)
class Missed:
    """How many dead letters a destination has, and the subjects of the newest."""

    count: int
    subjects: list[str]


def states_of(session: Session, tenant: str, subject_ids: Sequence[str]) -> dict[str, str]:
    """Say of each subject how far it is: `pending`, `delivering`, `delivered`, `failed`, `expired`.

    Somebody who is still waiting outweighs one who missed it, and one who missed it those who
    have it. Subjects that are for nobody are left out.
    """
    query = (
        select(Delivery.subject_id, Delivery.state, func.sum(Delivery.attempts))
        .where(Delivery.tenant == tenant, Delivery.subject_id.in_(subject_ids))
        .group_by(Delivery.subject_id, Delivery.state)
    )
    found: dict[str, dict[str, int]] = {}
    for id, state, attempts in session.execute(query):
        found.setdefault(id, {})[state] = int(attempts)
    return {id: _state(states) for id, states in found.items()}


def _state(attempts: dict[str, int]) -> str:
    if WAITING in attempts:
        begun = attempts[WAITING] or DELIVERED in attempts or DEAD in attempts
        return "delivering" if begun else "pending"
    if DEAD in attempts:
        return "failed"
    if EXPIRED in attempts:
        return "expired"
    return "delivered" if DELIVERED in attempts else "expired"


def deliveries_of(session: Session, tenant: str, subject_id: str, page: Page) -> Slice:
    """List a subject's deliveries with their states, with their total."""
    query = select(*(getattr(Delivery, name) for name in _DELIVERY)).where(
        Delivery.tenant == tenant, Delivery.subject_id == subject_id
    )
    return listed(session, query, page, order=(Delivery.id,), shape=_named(_DELIVERY), counted=True)


def attempts_of(session: Session, tenant: str, subject_id: str, page: Page) -> Slice:
    """List the attempts of all of a subject's deliveries, oldest first, with their total."""
    query = (
        select(Delivery.destination_id, *(getattr(Attempt, name) for name in _ATTEMPT))
        .join(Attempt, (Attempt.tenant == Delivery.tenant) & (Attempt.delivery_id == Delivery.id))
        .where(Delivery.tenant == tenant, Delivery.subject_id == subject_id)
    )
    order = (Attempt.at, Attempt.delivery_id, Attempt.attempt)
    shape = _named(("destination_id", *_ATTEMPT))
    return listed(session, query, page, order=order, shape=shape, counted=True)


def dead_letters(
    session: Session, tenant: str, destination_ids: Sequence[str], page: Page
) -> Slice:
    """List what these destinations have missed, oldest first, with the total."""
    query = select(*(getattr(Delivery, name) for name in _DELIVERY)).where(
        Delivery.tenant == tenant,
        Delivery.destination_id.in_(destination_ids),
        IS_DEAD,
    )
    return listed(session, query, page, order=(Delivery.id,), shape=_named(_DELIVERY), counted=True)


def missed(
    session: Session, tenant: str, destination_ids: Sequence[str], *, most: int = 10
) -> dict[str, Missed]:
    """Say of each destination how many dead letters it has, with up to `most` of their subjects."""
    return {id: _missed(session, tenant, id, most) for id in destination_ids}


def _missed(session: Session, tenant: str, id: str, most: int) -> Missed:
    mine = (
        Delivery.tenant == tenant,
        Delivery.destination_id == id,
        IS_DEAD,
    )
    query = select(Delivery.subject_id).where(*mine).order_by(Delivery.id.desc()).limit(most)
    subjects = list(session.execute(query).scalars())
    count = len(subjects)
    if count == most:
        count = session.execute(
            select(func.count()).select_from(Delivery).where(*mine)
        ).scalar_one()
    return Missed(count, subjects)


def backlog(session: Session, tenant: str, destination_id: str, *, most: int = 1000) -> int:
    """How many wait for a destination, counted up to `most`."""
    query = (
        select(Delivery.id)
        .where(
            Delivery.tenant == tenant,
            Delivery.destination_id == destination_id,
            Delivery.due_at.is_not(None),
        )
        .limit(most)
    )
    return int(session.execute(select(func.count()).select_from(query.subquery())).scalar_one())


def _named(names: tuple[str, ...]) -> Any:
    return lambda cells: dict(zip(names, cells, strict=True))
