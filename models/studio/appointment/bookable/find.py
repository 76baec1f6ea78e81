"""What can be booked is found by its id, with all that decides about its slots."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select

from contract.errors.studio_bookings import BookableAppointmentNotFound
from models.listing import listed
from models.paging import Page, Slice
from models.session import Session
from models.studio.number import possible
from models.studio.table.appointment import OFFER, BookableAppointment, BookableInstructor, offer
from models.studio.table.employee import Employee


@dataclass(frozen=True, slots=True)
class Rules:
    """When an appointment may begin and with whom: `hours` are the working hours by employee."""

    id: int
    duration: int
    step: int
    bookable: bool
    earliest_days: int | None
    latest_minutes: int | None
    cancel_condition: dict[str, Any] | None
    contingent: dict[str, Any] | None
    hours: dict[int, list[dict[str, Any]]]


def find(session: Session, tenant: str, bookable_id: int) -> dict[str, Any]:
    """Give the bookable appointment, or raise `BookableAppointmentNotFound`."""
    query = select(*OFFER).where(
        BookableAppointment.tenant == tenant,
        BookableAppointment.id == bookable_id,
        BookableAppointment.bookable,
    )
    found = session.execute(query).first() if possible(bookable_id) else None
    if found is None:
        raise BookableAppointmentNotFound
    return offer(tuple(found))


def page(session: Session, tenant: str, page: Page) -> Slice:
    """List what can be booked by id; what is withdrawn is left out."""
    query = select(*OFFER).where(BookableAppointment.tenant == tenant, BookableAppointment.bookable)
    return listed(session, query, page, order=(BookableAppointment.id,), shape=offer)


def rules(session: Session, tenant: str, bookable_id: int) -> Rules:
    """Give what decides, withdrawn or not, or raise `BookableAppointmentNotFound`."""
    query = select(
        BookableAppointment.id,
        BookableAppointment.duration,
        BookableAppointment.step,
        BookableAppointment.bookable,
        BookableAppointment.earliest_days,
        BookableAppointment.latest_minutes,
        BookableAppointment.cancel_condition,
        BookableAppointment.contingent,
    ).where(BookableAppointment.tenant == tenant, BookableAppointment.id == bookable_id)
    found = session.execute(query).first() if possible(bookable_id) else None
    if found is None:
        raise BookableAppointmentNotFound
    cells: tuple[Any, ...] = (*tuple(found), hours_of(session, tenant, bookable_id))
    return Rules(*cells)


def hours_of(session: Session, tenant: str, bookable_id: int) -> dict[int, list[dict[str, Any]]]:
    """The working hours of every instructor who offers it and has not left."""
    query = (
        select(BookableInstructor.employee_id, BookableInstructor.working_hours)
        .join(
            Employee,
            and_(
                Employee.tenant == BookableInstructor.tenant,
                Employee.id == BookableInstructor.employee_id,
            ),
        )
        .where(
            BookableInstructor.tenant == tenant,
            BookableInstructor.bookable_id == bookable_id,
            Employee.left_at.is_(None),
        )
        .order_by(BookableInstructor.employee_id)
    )
    return {id: hours for id, hours in session.execute(query)}  # noqa: C416 -- rows are not pairs to mypy
