"""Slots are planned, moved and cancelled by the staff; instructors are never in two of them at once."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert, update

from contract.errors.studio_bookings import (
    ClassSlotCapacityTooSmall,
    ClassSlotNotFound,
    ClassSlotStarted,
)
from models.session import Session
from models.studio import class_, occupation
from models.studio.class_ import location as locations
from models.studio.class_ import waiting
from models.studio.class_.held import Slot, held
from models.studio.class_.slot.find import find
from models.studio.class_.slot.instructors import engage, enter, leave
from models.studio.number import next_number
from models.studio.table.class_slot import ClassSlot
from models.studio.term import moment, span


def create(
    session: Session,
    tenant: str,
    class_id: int,
    *,
    starts_at: str,
    ends_at: str,
    max_participants: int,
    max_waiting_list_participants: int = 0,
    instructor_ids: Iterable[int] = (),
    location: dict[str, Any] | None = None,
    earliest_booking: str | None = None,
    latest_booking: str | None = None,
) -> dict[str, Any]:
    """Plan a date of the class; times are RFC 3339 texts, `location` is `{name, description}`.

    Raises `ClassNotFound`, `EmployeeNotFound`, `InstructorAlreadyBooked`, `InvalidRequest`.
    """
    time, instructors = span(starts_at, ends_at), set(instructor_ids)
    values = _limits(
        max_participants, max_waiting_list_participants, earliest_booking, latest_booking
    )
    class_.find(session, tenant, class_id)
    engage(session, tenant, instructors, time)
    place = None if location is None else locations.named(session, tenant, location)
    id = next_number(session, tenant)
    session.execute(
        insert(ClassSlot).values(
            tenant=tenant,
            id=id,
            class_id=class_id,
            starts_at=time[0],
            ends_at=time[1],
            location_id=place,
            booked=0,
            waiting=0,
            **values,
        )
    )
    enter(session, tenant, id, instructors, time)
    after = find(session, tenant, class_id, id)
    session.touch("class_slot", str(id), before=None, after=after)
    session.emit("CLASS_SLOT_UPDATED", str(id), {"classId": class_id})
    return after


def change(
    session: Session,
    tenant: str,
    class_id: int,
    slot_id: int,
    *,
    starts_at: str,
    ends_at: str,
    max_participants: int,
    max_waiting_list_participants: int = 0,
    instructor_ids: Iterable[int] = (),
    location: dict[str, Any] | None = None,
    earliest_booking: str | None = None,
    latest_booking: str | None = None,
) -> dict[str, Any]:
    """Plan the slot anew; who has booked moves along with it, and new places go to who waits.

    Raises what `create` raises, and `ClassSlotNotFound`, `ClassSlotStarted`,
    `ClassSlotCapacityTooSmall`.
    """
    time, instructors = span(starts_at, ends_at), set(instructor_ids)
    values = _limits(
        max_participants, max_waiting_list_participants, earliest_booking, latest_booking
    )
    slot = _coming(session, tenant, class_id, slot_id)
    if slot.booked > max_participants:
        raise ClassSlotCapacityTooSmall
    before = find(session, tenant, class_id, slot_id)
    engage(session, tenant, instructors, time, besides=slot_id)
    place = None if location is None else locations.named(session, tenant, location)
    session.execute(
        update(ClassSlot)
        .where(ClassSlot.tenant == tenant, ClassSlot.id == slot_id)
        .values(starts_at=time[0], ends_at=time[1], location_id=place, **values)
        .execution_options(synchronize_session=False)
    )
    leave(session, tenant, slot_id)
    enter(session, tenant, slot_id, instructors, time)
    if time != slot.span:
        occupation.move(session, tenant, waiting.live(session, tenant, slot_id), time)
    slot.max_participants = max_participants
    waiting.move_up(session, tenant, slot)
    after = find(session, tenant, class_id, slot_id)
    session.touch("class_slot", str(slot_id), before=before, after=after)
    session.emit("CLASS_SLOT_UPDATED", str(slot_id), {"classId": class_id})
    return after


def cancel(session: Session, tenant: str, class_id: int, slot_id: int) -> None:
    """Cancel the slot and with it every booking; raises `ClassSlotNotFound`, `ClassSlotStarted`."""
    slot = _coming(session, tenant, class_id, slot_id)
    before = find(session, tenant, class_id, slot_id)
    session.execute(
        update(ClassSlot)
        .where(ClassSlot.tenant == tenant, ClassSlot.id == slot_id)
        .values(cancelled_at=session.now, booked=0, waiting=0)
        .execution_options(synchronize_session=False)
    )
    occupation.release(session, tenant, slot_id)
    waiting.cancel_all(session, tenant, slot)
    session.touch("class_slot", str(slot_id), before=before, after=None)
    session.emit("CLASS_SLOT_CANCELLED", str(slot_id), {"classId": class_id})


def _coming(session: Session, tenant: str, class_id: int, slot_id: int) -> Slot:
    slot = held(session, tenant, slot_id)
    if slot.class_id != class_id or slot.cancelled_at is not None:
        raise ClassSlotNotFound
    if slot.starts_at <= session.now:
        raise ClassSlotStarted
    return slot


def _limits(
    most: int, most_waiting: int, earliest: str | None, latest: str | None
) -> dict[str, Any]:
    return {
        "max_participants": most,
        "max_waiting": most_waiting,
        "earliest_booking_at": earliest and moment(earliest, "body.earliestBookingDateTime"),
        "latest_booking_at": latest and moment(latest, "body.latestBookingDateTime"),
    }
