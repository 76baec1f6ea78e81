"""Fixed fees are agreed, corrected and removed until they are billed; time of theirs holds them."""

from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from contract.errors.practice_billing import FixedFeeInUse
from models.hot import Hot
from models.identity import uuid7
from models.practice import item
from models.practice.fixed_fee.find import KIND
from models.practice.money import money
from models.practice.table.fixed_fee import FixedFee
from models.session import Session

_INSERT: Final = Hot(insert(FixedFee))
_EMPTY: Final[dict[str, Any]] = dict.fromkeys(("user_id", "activity_code", "task_code"))


def create(
    session: Session, tenant: str, content: dict[str, Any], *, user: str | None = None
) -> dict[str, Any]:
    """Add a fixed fee of a `CreateFixedFee` request; `user` is whose it is if it does not say.

    Raises `InvalidRequest`.
    """
    if content.get("userId") is None and user is not None:
        content = content | {"userId": user}
    row = _EMPTY | {"id": uuid7(session.now)} | _checked(session, tenant, content, _EMPTY)
    return item.add(session, tenant, KIND, _INSERT, row)


def change(
    session: Session, tenant: str, fixed_fee_id: str, changes: dict[str, Any]
) -> dict[str, Any]:
    """Set the properties of `changes`; null leaves one as it is.

    Raises `FixedFeeNotFound`, `FixedFeeBilled`, `InvalidRequest`, and `FixedFeeInUse` for a move
    to another matter while time entries belong to it.
    """
    own = item.held(session, tenant, KIND, fixed_fee_id)
    values = _checked(session, tenant, changes, own)
    if values.get("matter_id") in (None, own["matter_id"]):
        return item.keep(session, tenant, KIND, own["id"], values)
    try:
        with session.nested():
            return item.keep(session, tenant, KIND, own["id"], values)
    except IntegrityError as error:
        raise FixedFeeInUse from error


def delete(session: Session, tenant: str, fixed_fee_id: str) -> None:
    """Remove the fixed fee; raise `FixedFeeNotFound`, `FixedFeeBilled` or `FixedFeeInUse`."""
    try:
        with session.nested():
            item.remove(session, tenant, KIND, fixed_fee_id)
    except IntegrityError as error:
        raise FixedFeeInUse from error


def _checked(
    session: Session, tenant: str, given: dict[str, Any], before: dict[str, Any]
) -> dict[str, Any]:
    values = item.checked(session, tenant, given, before)
    if given.get("amount") is not None:
        values["amount"] = money(given["amount"], "body.amount")
    return values
