"""What a request says of an item is checked against the firm before it is written."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contract.errors import Fault, InvalidRequest
from models.hot import Hot
from models.practice import code, matter
from models.practice.given import clean, day, identity
from models.practice.table.item import START
from models.practice.table.user import User
from models.session import Session

_TEXTS: Final = {"time": "time", "checkNumber": "check_number"}
_CODES: Final = {
    "activityCode": ("activity_code", "activity"),
    "taskCode": ("task_code", "task"),
    "expenseCode": ("expense_code", "expense"),
}
_USER: Final = Hot(
    select(User.rate).where(User.tenant == bindparam("tenant"), User.id == bindparam("id"))
)


def checked(
    session: Session, tenant: str, given: dict[str, Any], before: dict[str, Any]
) -> dict[str, Any]:
    """The columns that `given` sets, which every kind has; absent and null set nothing.

    `before` are the columns that the item has, or will have without `given`. Raises
    `InvalidRequest` for what the firm does not have, and for a code that the matter wants and the
    item lacks.
    """
    tidy = clean(given, "body")
    values: dict[str, Any] = {}
    if "date" in tidy:
        values["date"] = day(tidy["date"], "body.date").isoformat()
    if "description" in tidy:
        values["description"] = tidy["description"]
        values["description_start"] = tidy["description"][:START]
    values |= {column: tidy[name] for name, column in _TEXTS.items() if name in tidy}
    for name, (column, kind) in _CODES.items():
        if name in tidy:
            if not code.known(kind, tidy[name]):
                raise InvalidRequest(Fault(f"body.{name}", "There is no such code."))
            values[column] = tidy[name]
    if "userId" in tidy:
        values["user_id"] = identity(tidy["userId"])
        rate_of(session, tenant, values["user_id"])
    if "matterId" in tidy:
        values |= _placed(session, tenant, tidy["matterId"], before | values)
    return values


def rate_of(session: Session, tenant: str, user_id: str) -> Any:
    """What an hour of the user costs, or `None`; `InvalidRequest` when there is no such user."""
    cells = _USER.first(session, tenant=tenant, id=user_id)
    if cells is None:
        raise InvalidRequest(Fault("body.userId", "There is no such user."))
    return cells[0]


def _placed(session: Session, tenant: str, matter_id: str, item: dict[str, Any]) -> dict[str, str]:
    """The columns of an item that comes to the matter; `item` is what it has beside."""
    place = matter.require(session, tenant, matter_id)
    required = matter.codes_required(session, tenant, place["matter_id"])
    for name, (column, kind) in _CODES.items():
        if required[kind] and column in item and item[column] is None:
            raise InvalidRequest(Fault(f"body.{name}", "The matter requires this code."))
    return place
