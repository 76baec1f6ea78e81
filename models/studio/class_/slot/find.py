"""Class slots are found by id and listed by the days in which they take place."""

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Select, and_, select

from contract.errors.studio_bookings import ClassSlotNotFound
from models.listing import listed
from models.paging import Page, Slice
from models.session import Session
from models.studio import class_, employee
from models.studio.number import possible
from models.studio.studio import house
from models.studio.table.class_ import StudioClass
from models.studio.table.class_slot import COLUMNS, ClassSlot, ClassSlotInstructor, row
from models.studio.table.location import Location
from models.studio.term import day_begins

_SLOTS: Final = (
    select(*COLUMNS)
    .join(
        StudioClass,
        and_(StudioClass.tenant == ClassSlot.tenant, StudioClass.id == ClassSlot.class_id),
    )
    .outerjoin(
        Location, and_(Location.tenant == ClassSlot.tenant, Location.id == ClassSlot.location_id)
    )
    .where(ClassSlot.cancelled_at.is_(None))
)


def find(session: Session, tenant: str, class_id: int, slot_id: int) -> dict[str, Any]:
    """Give the slot of the class; raise `ClassSlotNotFound`, also for a cancelled one."""
    query = _SLOTS.where(
        ClassSlot.tenant == tenant, ClassSlot.id == slot_id, ClassSlot.class_id == class_id
    )
    known = possible(class_id) and possible(slot_id)
    found = session.execute(query).first() if known else None
    if found is None:
        raise ClassSlotNotFound
    return _instructed(session, tenant, [row(tuple(found))])[0]


def page(
    session: Session,
    tenant: str,
    page: Page,
    *,
    class_id: int | None = None,
    start_date: date | None = None,
    days_ahead: int | None = None,
) -> Slice:
    """List slots by id: of one class or all, from `start_date` to `days_ahead` days after it.

    Days are the studio's; without `start_date` the window begins today, without `days_ahead` it
    has no end. Raises `ClassNotFound`. Cancelled slots are left out.
    """
    query = _SLOTS.where(ClassSlot.tenant == tenant)
    if class_id is not None:
        class_.find(session, tenant, class_id)
        query = query.where(ClassSlot.class_id == class_id)
    query = _within(session, tenant, query, start_date, days_ahead)
    found = listed(session, query, page, order=(ClassSlot.id,), shape=row)
    return Slice(_instructed(session, tenant, found.items), found.next)


def _within(
    session: Session,
    tenant: str,
    query: Select[Any],
    start_date: date | None,
    days_ahead: int | None,
) -> Select[Any]:
    zone = house(session, tenant).zone
    first = start_date or session.now.astimezone(zone).date()
    query = query.where(ClassSlot.starts_at >= day_begins(first, zone))
    if days_ahead is not None:
        end = day_begins(first + timedelta(days=days_ahead + 1), zone)
        query = query.where(ClassSlot.starts_at < end)
    return query


def _instructed(session: Session, tenant: str, slots: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_id = {slot["id"]: slot for slot in slots}
    query = (
        select(ClassSlotInstructor.slot_id, ClassSlotInstructor.employee_id)
        .where(ClassSlotInstructor.tenant == tenant, ClassSlotInstructor.slot_id.in_(list(by_id)))
        .order_by(ClassSlotInstructor.slot_id, ClassSlotInstructor.employee_id)
    )
    pairs = [(slot_id, id) for slot_id, id in session.execute(query)] if by_id else []
    people = employee.instructors(session, tenant, {id for _, id in pairs}) if pairs else {}
    for slot_id, id in pairs:
        by_id[slot_id]["instructors"].append(people[id])
    return slots
