"""How class slots lie: the time, the places, and how many of them are taken."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned, shown
from models.studio.table.class_ import StudioClass
from models.studio.table.location import Location
from models.text import present


class ClassSlot(TenantOwned, Base):
    """One date of a class. `booked` and `waiting` change only while the row is locked."""

    __tablename__ = "class_slots"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant", "class_id"], ["studio_classes.tenant", "studio_classes.id"]
        ),
        ForeignKeyConstraint(
            ["tenant", "location_id"], ["studio_locations.tenant", "studio_locations.id"]
        ),
        CheckConstraint("booked BETWEEN 0 AND max_participants", name="never_overbooked"),
        CheckConstraint("waiting >= 0", name="waiting"),
        CheckConstraint("starts_at < ends_at", name="times"),
        Index(None, "tenant", "class_id", "id"),
        Index(None, "tenant", "starts_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    class_id: Mapped[int] = mapped_column(BigInteger)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    location_id: Mapped[int | None] = mapped_column(BigInteger)
    earliest_booking_at: Mapped[datetime | None]
    latest_booking_at: Mapped[datetime | None]
    max_participants: Mapped[int]
    max_waiting: Mapped[int]
    booked: Mapped[int]
    waiting: Mapped[int]
    cancelled_at: Mapped[datetime | None]


class ClassSlotInstructor(TenantOwned, Base):
    """Who gives the class at that date."""

    __tablename__ = "class_slot_instructors"
    __table_args__ = (
        ForeignKeyConstraint(["tenant", "slot_id"], ["class_slots.tenant", "class_slots.id"]),
        ForeignKeyConstraint(
            ["tenant", "employee_id"], ["studio_employees.tenant", "studio_employees.id"]
        ),
    )

    slot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    employee_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)


COLUMNS: Final[tuple[Any, ...]] = (
    ClassSlot.id,
    shown(ClassSlot.starts_at),
    shown(ClassSlot.ends_at),
    ClassSlot.class_id,
    StudioClass.title,
    Location.id,
    Location.name,
    Location.description,
    shown(ClassSlot.earliest_booking_at),
    shown(ClassSlot.latest_booking_at),
    ClassSlot.max_participants,
    ClassSlot.max_waiting,
    ClassSlot.booked,
    ClassSlot.waiting,
)


def row(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape the cells of `COLUMNS` as the API's JSON, its instructors still to be filled in."""
    id, starts, ends, class_id, title, place, name, note, earliest, latest, *counts = cells
    most, most_waiting, booked, waiting = counts
    location = None
    if place is not None:
        location = {"id": place, "name": name, **present(description=note)}
    return {
        "id": id,
        "startDateTime": starts,
        "endDateTime": ends,
        "classInformation": {"id": class_id, "title": title},
        "instructors": [],
        **present(
            location=location, earliestBookingDateTime=earliest, latestBookingDateTime=latest
        ),
        "maxParticipants": most,
        "maxWaitingListParticipants": most_waiting,
        "bookedParticipants": booked,
        "waitingListParticipants": waiting,
    }
