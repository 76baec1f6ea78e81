"""What can be booked, with whom and when, is said by the staff."""

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


def create(
    session: Session,
    tenant: str,
    *,
    title: str,
    duration: int,
    instructors: list[dict[str, Any]],
    step: int | None = None,
    category: str | None = None,
    description: str | None = None,
    img_url: str | None = None,
    bookable: bool = True,
    earliest_days: int | None = None,
    latest_minutes: int | None = None,
    cancel_condition: dict[str, Any] | None = None,
    contingent: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Add an offer of `duration` minutes, beginning every `step` minutes (default: `duration`).

    `instructors` is `[{employeeId, workingHours: [{dayOfWeekFrom, dayOfWeekTo, timeFrom, timeTo}]}]`.
    Gives the management's shape: the public fields, the rules and the instructors. Raises
    `EmployeeNotFound`, `InvalidRequest`.
    """
    values = _values(locals())
    _check(session, tenant, instructors)
    id = next_number(session, tenant)
    session.execute(insert(BookableAppointment).values(tenant=tenant, id=id, **values))
    _engage(session, tenant, id, instructors)
    after = whole(session, tenant, id)
    session.touch("bookable_appointment", str(id), before=None, after=after)
    return after


def change(
    session: Session,
    tenant: str,
    bookable_id: int,
    *,
    title: str,
    duration: int,
    instructors: list[dict[str, Any]],
    step: int | None = None,
    category: str | None = None,
    description: str | None = None,
    img_url: str | None = None,
    bookable: bool = True,
    earliest_days: int | None = None,
    latest_minutes: int | None = None,
    cancel_condition: dict[str, Any] | None = None,
    contingent: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Give the offer these contents and no others; what is booked stays as it was booked."""
    values = _values(locals())
    before = whole(session, tenant, bookable_id)
    _check(session, tenant, instructors)
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
    _engage(session, tenant, bookable_id, instructors)
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


def _values(given: dict[str, Any]) -> dict[str, Any]:
    """The columns out of an act's parameters."""
    text.demand(
        title=given["title"],
        category=given["category"],
        description=given["description"],
        imgUrl=given["img_url"],
    )
    names = BookableAppointment.__table__.columns.keys()
    values = {name: given[name] for name in names if name in given and name != "tenant"}
    return values | {"step": given["step"] or given["duration"]}


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
