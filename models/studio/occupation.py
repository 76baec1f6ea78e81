"""Nobody is at two places at a time, neither an instructor nor a customer.

Whoever takes somebody's time first holds that person: one row per person that is locked until the
unit ends (PostgreSQL), or the one writer (SQLite). Overlaps are looked for only after that, so two
units cannot both find the same time free. A row per person and not per day: what goes over midnight
needs no second row, and one person is rarely booked twice in the same instant. Rows are locked in
one order (customers, class slots, employees, each by id; numbers last), so there is no deadlock.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, cast

from sqlalchemy import Table, bindparam, delete, insert, select, update

from models.conflict import insert_unless_there
from models.hot import Hot
from models.session import Session
from models.studio.table.occupation import Agenda, Occupation

CUSTOMER: Final = "CUSTOMER"
EMPLOYEE: Final = "EMPLOYEE"
Span = tuple[datetime, datetime]

_OPEN: Final = Hot(insert_unless_there(cast("Table", Agenda.__table__)))
_LOCK: Final = Hot(
    select(Agenda.person)
    .where(
        Agenda.tenant == bindparam("tenant"),
        Agenda.kind == bindparam("kind"),
        Agenda.person == bindparam("person"),
    )
    .with_for_update()
)
_TAKE: Final = Hot(insert(Occupation))
_CLASH: Final = Hot(
    select(Occupation.source)
    .where(
        Occupation.tenant == bindparam("tenant"),
        Occupation.kind == bindparam("kind"),
        Occupation.person == bindparam("person"),
        Occupation.ends_at > bindparam("begins"),
        Occupation.starts_at < bindparam("ends"),
        Occupation.source != bindparam("besides"),
    )
    .limit(1)
)
_RELEASE: Final = Hot(
    delete(Occupation).where(
        Occupation.tenant == bindparam("tenant"), Occupation.source == bindparam("source")
    )
)


def hold(session: Session, tenant: str, kind: str, people: Iterable[int]) -> None:
    """Keep everybody else from these people's time until the unit ends; customers come first."""
    for person in sorted(set(people)):
        _OPEN.run(session, tenant=tenant, kind=kind, person=person)
        _LOCK.first(session, tenant=tenant, kind=kind, person=person)


def busy(
    session: Session, tenant: str, kind: str, person: int, span: Span, *, besides: int = 0
) -> bool:
    """Whether the time is taken by anything but `besides`; final only while the person is held."""
    found = _CLASH.first(
        session,
        tenant=tenant,
        kind=kind,
        person=person,
        begins=span[0],
        ends=span[1],
        besides=besides,
    )
    return found is not None


def take(session: Session, tenant: str, kind: str, person: int, span: Span, *, source: int) -> None:
    """Enter what takes the time; the person must be held and have been found free."""
    _TAKE.run(
        session,
        tenant=tenant,
        kind=kind,
        person=person,
        source=source,
        starts_at=span[0],
        ends_at=span[1],
    )


def move(session: Session, tenant: str, sources: Iterable[int], span: Span) -> None:
    """Put what is entered at another time, free or not: who booked a class moves along with it."""
    session.execute(
        update(Occupation)
        .where(Occupation.tenant == tenant, Occupation.source.in_(list(sources)))
        .values(starts_at=span[0], ends_at=span[1])
        .execution_options(synchronize_session=False)
    )


def release(session: Session, tenant: str, source: int) -> None:
    """Free everybody's time that `source` has taken."""
    _RELEASE.run(session, tenant=tenant, source=source)


def taken(
    session: Session, tenant: str, kind: str, people: Iterable[int], span: Span
) -> dict[int, list[Span]]:
    """The times of `people` that are taken within a span."""
    times: dict[int, list[Span]] = {person: [] for person in people}
    query = select(Occupation.person, Occupation.starts_at, Occupation.ends_at).where(
        Occupation.tenant == tenant,
        Occupation.kind == kind,
        Occupation.person.in_(list(times)),
        Occupation.ends_at > span[0],
        Occupation.starts_at < span[1],
    )
    for person, begins, ends in session.execute(query):
        times[person].append((begins, ends))
    return times


def awaited(session: Session, tenant: str, kind: str, person: int) -> bool:
    """Whether anything of the person's is still to come."""
    query = select(Occupation.source).where(
        Occupation.tenant == tenant,
        Occupation.kind == kind,
        Occupation.person == person,
        Occupation.ends_at > session.now,
    )
    return session.execute(query.limit(1)).first() is not None
