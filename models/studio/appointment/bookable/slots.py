"""Slots are nowhere written down: they are what working time leaves free at the moment of asking."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models.clock import rfc3339
from models.session import Session
from models.studio import customer, employee, occupation
from models.studio.appointment.bookable.find import Rules, find, rules
from models.studio.appointment.hours import starts
from models.studio.calendar import local
from models.studio.opening import Span, open_during
from models.studio.studio import house
from models.studio.term import day_begins


def slots(
    session: Session,
    tenant: str,
    bookable_id: int,
    *,
    days_ahead: int = 3,
    start_date: date | None = None,
    customer_id: int | None = None,
) -> list[dict[str, Any]]:
    """Give `[{startDateTime, endDateTime, instructors}]` from `start_date` to `days_ahead` days after.

    Days are the studio's; the window begins today unless it is said. Each slot can be booked now,
    with any of its instructors; with `customer_id` the times at which the customer is elsewhere are
    left out. Raises `BookableAppointmentNotFound`, `CustomerNotFound`.
    """
    find(session, tenant, bookable_id)
    about, at = rules(session, tenant, bookable_id), house(session, tenant)
    first = start_date or local(session.now, at.zone)
    last = first + timedelta(days=days_ahead)
    whole = day_begins(first, at.zone), day_begins(last + timedelta(days=2), at.zone)
    elsewhere: list[Span] = []
    if customer_id is not None:
        customer.demand(session, tenant, customer_id)
        person = occupation.CUSTOMER
        elsewhere = occupation.taken(session, tenant, person, [customer_id], whole)[customer_id]
    taken = occupation.taken(session, tenant, occupation.EMPLOYEE, about.hours, whole)
    people = employee.instructors(session, tenant, about.hours)
    offered = []
    for span, ids in sorted(computed(about, first, last, at.zone).items()):
        free = [people[id] for id in ids if not overlaps(taken[id], span)]
        if not in_time(about, span[0], session.now, at.zone) or overlaps(elsewhere, span):
            continue
        if free and open_during(at, *span):
            starts_at, ends_at = rfc3339(span[0]), rfc3339(span[1])
            slot = {"startDateTime": starts_at, "endDateTime": ends_at, "instructors": free}
            offered.append(slot)
    return offered


def computed(about: Rules, first: date, last: date, zone: ZoneInfo) -> dict[Span, list[int]]:
    """Every slot from one day to another with the instructors who work then, free or not."""
    found: dict[Span, list[int]] = {}
    length = timedelta(minutes=about.duration)
    for id, hours in about.hours.items():
        for day in _days(first, last):
            for begins in starts(hours, day, zone, duration=about.duration, step=about.step):
                found.setdefault((begins, begins + length), []).append(id)
    return found


def in_time(about: Rules, starts_at: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Whether `now` lies between the earliest and the latest moment of booking."""
    earliest, latest = limits(about, starts_at, zone)
    return (
        (earliest is None or earliest <= now)
        and now < starts_at
        and (latest is None or now <= latest)
    )


def limits(
    about: Rules, starts_at: datetime, zone: ZoneInfo
) -> tuple[datetime | None, datetime | None]:
    """From the beginning of a day, so many days before; until so many minutes before."""
    earliest = latest = None
    if about.earliest_days is not None:
        earliest = day_begins(local(starts_at, zone) - timedelta(days=about.earliest_days), zone)
    if about.latest_minutes is not None:
        latest = starts_at - timedelta(minutes=about.latest_minutes)
    return earliest, latest


def overlaps(taken: Iterable[Span], span: Span) -> bool:
    """Whether any of the times overlaps the span; one may begin as the other ends."""
    return any(begins < span[1] and span[0] < ends for begins, ends in taken)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)
