"""A customer's answers are replaced all together, so that none of the old ones stays behind."""

import re
from typing import Any, Final

from sqlalchemy import delete, insert, select

from contract.errors import Fault, InvalidRequest
from contract.errors.studio_customers import AdditionalFieldNotFound
from models.hot import Hot
from models.session import Session
from models.studio import customer
from models.studio.calendar import day
from models.studio.table.additional_field import AdditionalField, Assignment
from models.studio.words import clean

_INSERT = Hot(insert(Assignment))
_NUMBER: Final = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,15})?")


def assign(
    session: Session, tenant: str, customer_id: int, assignments: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Make `[{additionalInformationFieldId, value}]` the customer's answers, and no others.

    Raises `AdditionalFieldNotFound`, or `InvalidRequest` for a value that does not fit its field
    and for a field that is named twice. Emits `CUSTOMER_UPDATED`.
    """
    customer.held(session, tenant, customer_id)
    given = _checked(session, tenant, clean(assignments, "body"))
    before = customer.find(session, tenant, customer_id)
    session.execute(
        delete(Assignment)
        .where(Assignment.tenant == tenant, Assignment.customer_id == customer_id)
        .execution_options(synchronize_session=False)
    )
    for field_id, value in given.items():
        _INSERT.run(session, tenant=tenant, customer_id=customer_id, field_id=field_id, value=value)
    after = customer.find(session, tenant, customer_id)
    session.touch("customer", str(customer_id), before=before, after=after)
    session.emit("CUSTOMER_UPDATED", str(customer_id))
    found: list[dict[str, Any]] = after["additionalInformationFieldAssignments"]
    return found


def _checked(session: Session, tenant: str, assignments: list[dict[str, Any]]) -> dict[int, str]:
    query = (
        select(AdditionalField.id, AdditionalField.type, AdditionalField.options)
        .where(AdditionalField.tenant == tenant)
        .with_for_update(read=True)
    )
    fields = {id: (type, options) for id, type, options in session.execute(query)}
    given: dict[int, str] = {}
    for at, one in enumerate(assignments):
        id = one["additionalInformationFieldId"]
        if id not in fields:
            raise AdditionalFieldNotFound
        if id in given:
            place = f"body.{at}.additionalInformationFieldId"
            raise InvalidRequest(Fault(place, "The field is named twice."))
        _demand_fit(one["value"], *fields[id], f"body.{at}.value")
        given[id] = one["value"]
    return given


def _demand_fit(value: str, type: str, options: list[str] | None, place: str) -> None:
    if type == "DATE":
        day(value, place)
    fits = {
        "NUMBER": bool(_NUMBER.fullmatch(value)),
        "BOOLEAN": value in {"true", "false"},
        "SELECTION": value in (options or []),
    }
    if not fits.get(type, True):
        raise InvalidRequest(Fault(place, "The value does not fit the field."))
