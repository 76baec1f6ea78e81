"""Time is written down, corrected and removed until it is billed; its amount is never out of date."""

from decimal import Decimal
from typing import Any, Final

from sqlalchemy import bindparam, insert, select

from contract.errors import Fault, InvalidRequest
from models.hot import Hot
from models.identity import uuid7
from models.practice import item
from models.practice.given import ZERO, identity
from models.practice.money import hours, money, product
from models.practice.table.fixed_fee import FixedFee
from models.practice.table.time_entry import TimeEntry
from models.practice.time_entry.find import KIND
from models.session import Session

BILLABLE: Final = "billable"
FIXED_FEE: Final = "fixedFee"
_INSERT: Final = Hot(insert(TimeEntry))
_EMPTY: Final[dict[str, Any]] = dict.fromkeys(
    ("user_id", "time", "rate", "fixed_fee_id", "activity_code", "task_code")
) | {"billing_type": BILLABLE}
# KEY SHARE: until the unit ends the fixed fee keeps its matter.
_FEE: Final = Hot(
    select(FixedFee.matter_id)
    .where(FixedFee.tenant == bindparam("tenant"), FixedFee.id == bindparam("id"))
    .with_for_update(read=True, key_share=True)
)


def create(
    session: Session, tenant: str, content: dict[str, Any], *, user: str | None = None
) -> dict[str, Any]:
    """Add a time entry of a `CreateTimeEntry` request; `user` is whose it is if it does not say.

    The rate is the user's if it does not say. Raises `InvalidRequest`.
    """
    if content.get("userId") is None:
        if user is None:
            raise InvalidRequest(Fault("body.userId", "Say whose time it is."))
        content = content | {"userId": user}
    row = _EMPTY | {"id": uuid7(session.now)} | _checked(session, tenant, content, _EMPTY)
    if row["rate"] is None:
        row["rate"] = item.rate_of(session, tenant, row["user_id"])
    return item.add(session, tenant, KIND, _INSERT, _counted(session, tenant, row))


def change(
    session: Session, tenant: str, time_entry_id: str, changes: dict[str, Any]
) -> dict[str, Any]:
    """Set the properties of `changes`; null leaves one as it is, and clears `fixedFeeId`.

    A new user leaves the rate as it is. Raises `TimeEntryNotFound`, `TimeEntryBilled`,
    `InvalidRequest`.
    """
    own = item.held(session, tenant, KIND, time_entry_id)
    values = _checked(session, tenant, changes, own)
    if "fixedFeeId" in changes and changes["fixedFeeId"] is None:
        values["fixed_fee_id"] = None
    row = _counted(session, tenant, own | values)
    return item.keep(session, tenant, KIND, own["id"], values | {"amount": row["amount"]})


def delete(session: Session, tenant: str, time_entry_id: str) -> None:
    """Remove the time entry; raise `TimeEntryNotFound` or `TimeEntryBilled`."""
    item.remove(session, tenant, KIND, time_entry_id)


def _checked(
    session: Session, tenant: str, given: dict[str, Any], before: dict[str, Any]
) -> dict[str, Any]:
    values = item.checked(session, tenant, given, before)
    if given.get("hours") is not None:
        values["hours"] = hours(given["hours"], "body.hours")
    if given.get("rate") is not None:
        values["rate"] = money(given["rate"], "body.rate")
    if given.get("billingType") is not None:
        values["billing_type"] = given["billingType"]
    if given.get("fixedFeeId") is not None:
        fee = identity(given["fixedFeeId"])
        values["fixed_fee_id"] = None if fee == ZERO else fee
    return values


def _counted(session: Session, tenant: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row with its amount; raise `InvalidRequest` unless its fixed fee is one that it can have."""
    fee = row["fixed_fee_id"]
    if row["billing_type"] != FIXED_FEE and fee is not None:
        raise InvalidRequest(Fault("body.fixedFeeId", "Only time of a fixed fee can name one."))
    if row["billing_type"] == FIXED_FEE:
        _matching(session, tenant, fee, row["matter_id"])
    if row["billing_type"] != BILLABLE:
        return row | {"amount": Decimal(0)}
    rate = row["rate"]
    return row | {"amount": None if rate is None else product(row["hours"], rate)}


def _matching(session: Session, tenant: str, fee: str | None, matter_id: str) -> None:
    if fee is None:
        raise InvalidRequest(Fault("body.fixedFeeId", "Time of a fixed fee must name it."))
    if _FEE.first(session, tenant=tenant, id=fee) != (matter_id,):
        raise InvalidRequest(Fault("body.fixedFeeId", "The matter has no such fixed fee."))
