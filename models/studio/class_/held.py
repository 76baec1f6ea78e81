"""A slot is locked before anybody is put into it or taken out of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, bindparam, select, update

from contract.errors.studio_bookings import ClassSlotNotFound
from models.hot import Hot
from models.session import Session
from models.studio.number import possible
from models.studio.table.class_ import StudioClass
from models.studio.table.class_slot import ClassSlot

_SLOT: Final = (
    select(
        ClassSlot.id,
        ClassSlot.class_id,
        ClassSlot.starts_at,
        ClassSlot.ends_at,
        ClassSlot.earliest_booking_at,
        ClassSlot.latest_booking_at,
        ClassSlot.max_participants,
        ClassSlot.max_waiting,
        ClassSlot.booked,
        ClassSlot.waiting,
        ClassSlot.cancelled_at,
        StudioClass.type,
        StudioClass.bookable,
        StudioClass.cancel_condition,
        StudioClass.contingent,
    )
    .join(
        StudioClass,
        and_(StudioClass.tenant == ClassSlot.tenant, StudioClass.id == ClassSlot.class_id),
    )
    .where(ClassSlot.tenant == bindparam("tenant"), ClassSlot.id == bindparam("id"))
)
_SEEN: Final = Hot(_SLOT)
# NO KEY UPDATE: bookings that refer to the slot check their foreign key without waiting.
_HELD: Final = Hot(_SLOT.with_for_update(of=ClassSlot, key_share=True))
_COUNT: Final = Hot(
    update(ClassSlot)
    .where(ClassSlot.tenant == bindparam("of"), ClassSlot.id == bindparam("which"))
    .values(booked=bindparam("booked"), waiting=bindparam("waiting"))
)


@dataclass(slots=True)
class Slot:
    """A slot with what its class says about booking."""

    id: int
    class_id: int
    starts_at: datetime
    ends_at: datetime
    earliest_booking_at: datetime | None
    latest_booking_at: datetime | None
    max_participants: int
    max_waiting: int
    booked: int
    waiting: int
    cancelled_at: datetime | None
    type: str
    bookable: bool
    cancel_condition: dict[str, Any] | None
    contingent: dict[str, Any] | None

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From the start to the end."""
        return self.starts_at, self.ends_at


def seen(session: Session, tenant: str, slot_id: int) -> Slot:
    """Give the slot as it is, cancelled or not, or raise `ClassSlotNotFound`."""
    return _slot(_SEEN.first(session, tenant=tenant, id=slot_id) if possible(slot_id) else None)


def held(session: Session, tenant: str, slot_id: int) -> Slot:
    """Give the slot for a change: nobody else books it until the unit ends."""
    return _slot(_HELD.first(session, tenant=tenant, id=slot_id) if possible(slot_id) else None)


def count(session: Session, tenant: str, slot: Slot) -> None:
    """Keep how many are booked and how many wait."""
    _COUNT.run(session, of=tenant, which=slot.id, booked=slot.booked, waiting=slot.waiting)


def _slot(cells: tuple[Any, ...] | None) -> Slot:
    if cells is None:
        raise ClassSlotNotFound
    return Slot(*cells)
