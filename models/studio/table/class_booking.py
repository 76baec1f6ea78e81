"""How bookings of classes lie; ids rise in the order of arrival, so they are the waiting list's."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.studio.table.class_slot import ClassSlot

BOOKED: Final = "BOOKED"
WAITING: Final = "WAITING_LIST"
CANCELLED: Final = "CANCELED"
ONCE: Final = "uq_class_bookings_tenant_class_slot_id_customer_id_live"


class ClassBooking(TenantOwned, Base):
    """One customer's place or wait. `live` is 1 or, after the cancellation, NULL: live once a slot."""

    __tablename__ = "class_bookings"
    __table_args__ = (
        ForeignKeyConstraint(["tenant", "class_slot_id"], ["class_slots.tenant", "class_slots.id"]),
        ForeignKeyConstraint(
            ["tenant", "customer_id"], ["studio_customers.tenant", "studio_customers.id"]
        ),
        UniqueConstraint("tenant", "class_slot_id", "customer_id", "live", name=ONCE),
        Index(None, "tenant", "class_slot_id", "status", "id"),
        Index("ix_class_bookings_customer", "tenant", "customer_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    class_slot_id: Mapped[int] = mapped_column(BigInteger)
    customer_id: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str]
    participant_status: Mapped[str]
    live: Mapped[int | None]
    booked_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]


COLUMNS: Final[tuple[Any, ...]] = (
    ClassBooking.id,
    ClassBooking.status,
    ClassBooking.class_slot_id,
    ClassSlot.class_id,
    ClassBooking.customer_id,
    ClassBooking.participant_status,
    ClassSlot.cancelled_at,
    ClassSlot.ends_at,
)
WITH_SLOT: Final = select(*COLUMNS).join(
    ClassSlot,
    and_(ClassSlot.tenant == ClassBooking.tenant, ClassSlot.id == ClassBooking.class_slot_id),
)


def row(cells: tuple[Any, ...], now: datetime) -> dict[str, Any]:
    """Shape the cells of `COLUMNS` as the API's JSON; a slot is completed when it is over."""
    id, status, slot_id, class_id, customer_id, participant, cancelled_at, ends_at = cells
    slot_status = "COMPLETED" if ends_at <= now else "PLANNED"
    return {
        "bookingId": id,
        "bookingStatus": status,
        "classSlotId": slot_id,
        "classId": class_id,
        "customerId": customer_id,
        "classSlotStatus": slot_status if cancelled_at is None else "CANCELED",
        "participantStatus": participant,
    }
