"""What a customer asks for, seen against what is offered and who is free."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from models.session import Session
from models.studio import attendance, occupation
from models.studio.appointment.bookable.find import Rules, rules
from models.studio.appointment.bookable.slots import computed, limits
from models.studio.calendar import local
from models.studio.opening import Span, open_during
from models.studio.studio import House, house
from models.studio.table.appointment import AppointmentBooking
from models.studio.term import period
from models.studio.verdict import Situation


class Asked(NamedTuple):
    """What a request says; without `wanted` any instructor will do."""

    bookable_id: int
    customer_id: int
    span: Span
    wanted: frozenset[int]


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants what, when and with whom; `working` are those who offer it then."""

    customer_id: int
    about: Rules
    at: House
    span: Span
    wanted: frozenset[int]
    working: list[int]


def held(session: Session, tenant: str, asked: Asked) -> Wish:
    """Hold everybody whose time is in question, and ask again: some may have left meanwhile."""
    first = wished(session, tenant, asked)
    occupation.hold(session, tenant, occupation.CUSTOMER, [asked.customer_id])
    occupation.hold(session, tenant, occupation.EMPLOYEE, first.working)
    wish = wished(session, tenant, asked)
    return replace(wish, working=[id for id in wish.working if id in first.working])


def wished(session: Session, tenant: str, asked: Asked) -> Wish:
    """Find who offers the slot, if it is one; with `wanted` either all of these or nobody."""
    about, at = rules(session, tenant, asked.bookable_id), house(session, tenant)
    day = local(asked.span[0], at.zone)
    # Working time may have begun on the day before.
    offered = computed(about, day - timedelta(days=1), day, at.zone).get(asked.span, [])
    if asked.wanted:
        offered = sorted(asked.wanted) if asked.wanted <= set(offered) else []
    return Wish(asked.customer_id, about, at, asked.span, asked.wanted, offered)


def chosen(session: Session, tenant: str, wish: Wish) -> list[int]:
    """Who is to be there: all who are wanted or nobody, else the first who is free."""
    kind = occupation.EMPLOYEE
    free = [id for id in wish.working if not occupation.busy(session, tenant, kind, id, wish.span)]
    if wish.wanted:
        return free if len(free) == len(wish.working) else []
    return free[:1]


def situation(session: Session, tenant: str, wish: Wish, people: list[int]) -> Situation:
    """All that decides about booking with these `people`."""
    about, at, (starts_at, _) = wish.about, wish.at, wish.span
    earliest, latest = limits(about, starts_at, at.zone)
    customer_id, kind = wish.customer_id, occupation.CUSTOMER
    return Situation(
        now=session.now,
        starts_at=starts_at,
        offered=about.bookable and bool(wish.working),
        open=open_during(at, *wish.span),
        earliest=earliest,
        latest=latest,
        booked=_count(session, tenant, wish, (starts_at, starts_at)) > 0,
        idle=attendance.idle(session, tenant, customer_id, starts_at, at.zone),
        elsewhere=occupation.busy(session, tenant, kind, customer_id, wish.span),
        entitled=_entitled(session, tenant, wish),
        room=bool(people),
    )


def _entitled(session: Session, tenant: str, wish: Wish) -> bool:
    """Whether the customer has bookings of this offer left in the slot's day, week or month."""
    contingent = wish.about.contingent
    if contingent is None:
        return True
    begins, ends = period(wish.span[0], contingent["unit"], wish.at.zone)
    used = _count(session, tenant, wish, (begins, ends - timedelta(microseconds=1)))
    return used < int(contingent["bookings"])


def _count(session: Session, tenant: str, wish: Wish, within: Span) -> int:
    """How many live bookings of the offer begin between two moments, both included."""
    query = select(func.count()).where(
        AppointmentBooking.tenant == tenant,
        AppointmentBooking.customer_id == wish.customer_id,
        AppointmentBooking.bookable_id == wish.about.id,
        AppointmentBooking.live == 1,
        AppointmentBooking.starts_at.between(*within),
    )
    used: int = session.execute(query).scalar_one()
    return used
