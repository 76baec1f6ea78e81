"""Operations on classes and their slots."""

from typing import Any

from contract.types import ClassContent, ClassSlotContent
from handlers.studio import arguments, day
from models.paging import Page, Slice
from models.session import Session
from models.studio import class_
from models.studio.class_ import slot

Json = dict[str, Any]
START = "query.slotWindowStartDate"


def list_classes(session: Session, tenant: str, page: Page) -> Slice:
    return class_.page(session, tenant, page)


def create_class(session: Session, tenant: str, body: ClassContent) -> Json:
    return class_.create(session, tenant, class_.Content(**arguments(body)))


def get_class(session: Session, tenant: str, class_id: int) -> Json:
    return class_.find(session, tenant, class_id)


def update_class(session: Session, tenant: str, class_id: int, body: ClassContent) -> Json:
    return class_.change(session, tenant, class_id, class_.Content(**arguments(body)))


def list_slots_of_class(
    session: Session,
    tenant: str,
    class_id: int,
    page: Page,
    *,
    slot_window_start_date: str | None = None,
    days_ahead: int | None = None,
) -> Slice:
    start = day(slot_window_start_date, START)
    return slot.page(
        session, tenant, page, class_id=class_id, start_date=start, days_ahead=days_ahead
    )


def list_class_slots(
    session: Session,
    tenant: str,
    page: Page,
    *,
    slot_window_start_date: str | None = None,
    days_ahead: int | None = None,
) -> Slice:
    start = day(slot_window_start_date, START)
    return slot.page(session, tenant, page, start_date=start, days_ahead=days_ahead)


def create_class_slot(session: Session, tenant: str, class_id: int, body: ClassSlotContent) -> Json:
    return slot.create(session, tenant, class_id, **_planned(body))


def get_class_slot(session: Session, tenant: str, class_id: int, class_slot_id: int) -> Json:
    return slot.find(session, tenant, class_id, class_slot_id)


def update_class_slot(
    session: Session, tenant: str, class_id: int, class_slot_id: int, body: ClassSlotContent
) -> Json:
    return slot.change(session, tenant, class_id, class_slot_id, **_planned(body))


def cancel_class_slot(session: Session, tenant: str, class_id: int, class_slot_id: int) -> Json:
    slot.cancel(session, tenant, class_id, class_slot_id)
    return {"id": class_slot_id}


def _planned(body: ClassSlotContent) -> Json:
    location = body.get("location")
    return {
        "starts_at": body["startDateTime"],
        "ends_at": body["endDateTime"],
        "max_participants": body["maxParticipants"],
        "max_waiting_list_participants": body.get("maxWaitingListParticipants", 0),
        "instructor_ids": body.get("instructorIds", ()),
        "location": None if location is None else dict(location),
        "earliest_booking": body.get("earliestBookingDateTime"),
        "latest_booking": body.get("latestBookingDateTime"),
    }
