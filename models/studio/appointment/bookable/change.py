"""What can be booked, with whom and when, is said by the staff."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update

from contract.errors import Fault, InvalidRequest
from models import text
from models.session import Session
from models.studio.appointment.bookable.find import hours_of, rules
from models.studio.employee.find import demand
from models.studio.number import next_number
from models.studio.studio.hours import check_opening
from models.studio.table.appointment import OFFER, BookableAppointment, BookableInstructor, offer


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What the staff say of an offer of `duration` minutes, beginning every `step` minutes (default: `duration`).

    `instructors` is `[{employeeId, workingHours: [{dayOfWeekFrom, dayOfWeekTo, timeFrom, timeTo}]}]`.
    """

    title: str
    duration: int
    instructors: list[dict[str, Any]]
    step: int | None = None
    category: str | None = None
    description: str | None = None
    img_url: str | None = None
    bookable: bool = True
    earliest_days: int | None = None
    latest_minutes: int | None = None
    cancel_condition: dict[str, Any] | None = None
    contingent: dict[str, Any] | None = None


def create(session: Session, tenant: str, content: Content) -> dict[str, Any]:
    """Add an offer. Gives the management's shape: the public fields, the rules and the instructors.

    Raises `EmployeeNotFound`, `InvalidRequest`.
    """
    values = _values(content)
    _check(session, tenant, content.instructors)
    id = next_number(session, tenant)
    session.execute(insert(BookableAppointment).values(tenant=tenant, id=id, **values))
    _engage(session, tenant, id, content.instructors)
    after = whole(session, tenant, id)
    session.touch("bookable_appointment", str(id), before=None, after=after)
    return after


def change(session: Session, tenant: str, bookable_id: int, content: Content) -> dict[str, Any]:
    """Give the offer this content and no other; what is booked stays as it was booked."""
    values = _values(content)
    before = whole(session, tenant, bookable_id)
    _check(session, tenant, content.instructors)
    session.execute(
        update(BookableAppointment)
        .where(BookableAppointment.tenant == tenant, BookableAppointment.id == bookable_id)
        .values(values)
        .execution_options(synchronize_session=False)
    )
    session.execute(
        delete(BookableInstructor).where(
            BookableInstructor.tenant == tenant, BookableInstructor.bookable_id == bookable_id
        )
    )
    _engage(session, tenant, bookable_id, content.instructors)
    after = whole(session, tenant, bookable_id)
    session.touch("bookable_appointment", str(bookable_id), before=before, after=after)
    return after


def whole(session: Session, tenant: str, bookable_id: int) -> dict[str, Any]:
    """Give all that the staff have said of it, or raise `BookableAppointmentNotFound`."""
    about = rules(session, tenant, bookable_id)
    query = select(*OFFER).where(
        BookableAppointment.tenant == tenant, BookableAppointment.id == bookable_id
    )
    instructors = [
        {"employeeId": id, "workingHours": hours}
        for id, hours in hours_of(session, tenant, bookable_id).items()
    ]
    return {
        **offer(tuple(session.execute(query).one())),
        "bookable": about.bookable,
        "step": about.step,
        **text.present(
            earliestBookingDays=about.earliest_days,
            latestBookingMinutes=about.latest_minutes,
            cancelCondition=about.cancel_condition,
            contingent=about.contingent,
        ),
        "instructors": instructors,
    }


def _values(content: Content) -> dict[str, Any]:
    """The columns; instructors have a table of their own."""
    text.demand(
        title=content.title,
        category=content.category,
        description=content.description,
        imgUrl=content.img_url,
    )
    values = asdict(content)
    del values["instructors"]
    return values | {"step": content.step or content.duration}


def _check(session: Session, tenant: str, instructors: list[dict[str, Any]]) -> None:
    ids = [entry["employeeId"] for entry in instructors]
    if len(set(ids)) < len(ids):
        raise InvalidRequest(Fault("body.instructors", "An employee is named twice."))
    for at, entry in enumerate(instructors):
        try:
            check_opening(entry["workingHours"])
        except InvalidRequest as error:
            place = f"body.instructors.{at}.workingHours."
            raise InvalidRequest(
                *(fault.at(place + fault.location.removeprefix("body.")) for fault in error.details)
            ) from error
    demand(session, tenant, ids)


def _engage(
    session: Session, tenant: str, bookable_id: int, instructors: list[dict[str, Any]]
) -> None:
    for entry in instructors:
        session.execute(
            insert(BookableInstructor).values(
                tenant=tenant,
                bookable_id=bookable_id,
                employee_id=entry["employeeId"],
                working_hours=entry["workingHours"],
            )
        )
