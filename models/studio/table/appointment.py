"""How appointments lie: what can be booked with whom and when, and what was booked."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned, shown
from models.column import Json
from models.text import present

BOOKED: Final = "BOOKED"
CANCELLED: Final = "CANCELED"
ONCE: Final = "uq_appointment_bookings_live"


class BookableAppointment(TenantOwned, Base):
    """One offer. Slots of `duration` begin every `step` minutes of an instructor's working time.

    They can be booked from `earliest_days` before until `latest_minutes` before they begin.
    """

    __tablename__ = "bookable_appointments"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    title: Mapped[str]
    duration: Mapped[int]
    step: Mapped[int]
    category: Mapped[str | None]
    description: Mapped[str | None]
    img_url: Mapped[str | None]
    bookable: Mapped[bool]
    earliest_days: Mapped[int | None]
    latest_minutes: Mapped[int | None]
    cancel_condition: Mapped[dict[str, Any] | None] = mapped_column(Json)
    contingent: Mapped[dict[str, Any] | None] = mapped_column(Json)


class BookableInstructor(TenantOwned, Base):
    """Who offers it, and when they work for it."""

    __tablename__ = "bookable_appointment_instructors"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant", "bookable_id"], ["bookable_appointments.tenant", "bookable_appointments.id"]
        ),
        ForeignKeyConstraint(
            ["tenant", "employee_id"], ["studio_employees.tenant", "studio_employees.id"]
        ),
    )

    bookable_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    employee_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    working_hours: Mapped[list[dict[str, Any]]] = mapped_column(Json)


class AppointmentBooking(TenantOwned, Base):
    """One customer's appointment. `live` is 1 or, after the cancellation, NULL: live once a slot."""

    __tablename__ = "appointment_bookings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant", "bookable_id"], ["bookable_appointments.tenant", "bookable_appointments.id"]
        ),
        ForeignKeyConstraint(
            ["tenant", "customer_id"], ["studio_customers.tenant", "studio_customers.id"]
        ),
        UniqueConstraint("tenant", "customer_id", "bookable_id", "starts_at", "live", name=ONCE),
        Index("ix_appointment_bookings_customer", "tenant", "customer_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    bookable_id: Mapped[int] = mapped_column(BigInteger)
    customer_id: Mapped[int] = mapped_column(BigInteger)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    status: Mapped[str]
    participant_status: Mapped[str]
    live: Mapped[int | None]
    booked_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]


class AppointmentInstructor(TenantOwned, Base):
    """Who is there for the customer."""

    __tablename__ = "appointment_booking_instructors"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant", "booking_id"], ["appointment_bookings.tenant", "appointment_bookings.id"]
        ),
        ForeignKeyConstraint(
            ["tenant", "employee_id"], ["studio_employees.tenant", "studio_employees.id"]
        ),
    )

    booking_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    employee_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)


OFFER: Final[tuple[Any, ...]] = (
    BookableAppointment.id,
    BookableAppointment.title,
    BookableAppointment.duration,
    BookableAppointment.category,
    BookableAppointment.description,
    BookableAppointment.img_url,
)
BOOKING: Final[tuple[Any, ...]] = (
    AppointmentBooking.id,
    AppointmentBooking.status,
    shown(AppointmentBooking.starts_at),
    shown(AppointmentBooking.ends_at),
    AppointmentBooking.customer_id,
    AppointmentBooking.participant_status,
    AppointmentBooking.ends_at,
    BookableAppointment.title,
    BookableAppointment.duration,
    BookableAppointment.category,
    BookableAppointment.description,
    BookableAppointment.img_url,
)


def offer(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape the cells of `OFFER` as the API's JSON."""
    id, title, duration, *more = cells
    category, description, img = more
    return {
        "id": id,
        "title": title,
        "duration": duration,
        **present(category=category, description=description, imgUrl=img),
    }


def booking(cells: tuple[Any, ...], now: datetime) -> dict[str, Any]:
    """Shape the cells of `BOOKING` as the API's JSON, its instructors still to be filled in."""
    id, status, starts, ends, customer_id, participant, ends_at, *about = cells
    title, duration, category, description, img = about
    live = "COMPLETED" if ends_at <= now else "PLANNED"
    return {
        "bookingId": id,
        "bookingStatus": status,
        "startDateTime": starts,
        "endDateTime": ends,
        "title": title,
        "duration": duration,
        **present(category=category, description=description, imgUrl=img),
        "instructors": [],
        "appointmentStatus": live if status == BOOKED else CANCELLED,
        "participantStatus": participant,
        "customerId": customer_id,
    }
