"""A matter is found by its id, and by nobody of another firm."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contract.errors import Fault, InvalidRequest
from contract.errors.practice_firm import MatterNotFound
from models.base import shown
from models.hot import Hot
from models.practice.given import identity
from models.practice.matter.belongings import completed
from models.practice.matter.shape import PARTS, columns, row
from models.practice.table.matter import Matter
from models.session import Session

ALL: Final = frozenset(
    {*PARTS, "responsible", "originator", "practiceArea", "meta", "customFields"}
)
_MINE: Final = (Matter.tenant == bindparam("tenant"), Matter.id == bindparam("id"))
_TIMES: Final = (shown(Matter.created_at), shown(Matter.modified_at))
_FIND: Final = Hot(select(*columns(ALL), *_TIMES).where(*_MINE))
_LOCK: Final = Hot(select(Matter.id).where(*_MINE).with_for_update(key_share=True))
_LOCK_WHOLE: Final = Hot(select(Matter.id).where(*_MINE).with_for_update())
_SHARE: Final = Hot(
    select(Matter.id, Matter.client_id).where(*_MINE).with_for_update(read=True, key_share=True)
)
_CODES: Final = Hot(
    select(
        Matter.ledes_enabled, Matter.ledes_activity, Matter.ledes_task, Matter.ledes_expense
    ).where(*_MINE)
)


def find(session: Session, tenant: str, matter_id: str) -> dict[str, Any]:
    """Give the matter with all that is known, or raise `MatterNotFound`."""
    cells = _FIND.first(session, tenant=tenant, id=identity(matter_id))
    if cells is None:
        raise MatterNotFound
    return completed(session, tenant, [row(cells, ALL)], ALL)[0]


def require(
    session: Session, tenant: str, matter_id: str, place: str = "body.matterId"
) -> dict[str, str]:
    """Give `{matter_id, client_id}` for a row that refers to the matter.

    They stay true until the unit ends. Raises `InvalidRequest` at `place`.
    """
    found = _SHARE.first(session, tenant=tenant, id=identity(matter_id))
    if found is None:
        raise InvalidRequest(Fault(place, "There is no such matter."))
    return dict(zip(("matter_id", "client_id"), found, strict=True))


def codes_required(session: Session, tenant: str, matter_id: str) -> dict[str, bool]:
    """Say whether what is done in the matter needs a code of each kind: activity, task, expense.

    Nothing does while its LEDES configuration is not enabled. Raises `MatterNotFound`.
    """
    found = _CODES.first(session, tenant=tenant, id=identity(matter_id))
    if found is None:
        raise MatterNotFound
    enabled, *needed = found
    kinds = zip(("activity", "task", "expense"), needed, strict=True)
    return {kind: bool(enabled and need) for kind, need in kinds}


def held(session: Session, tenant: str, matter_id: str, *, whole: bool) -> dict[str, Any]:
    """Give the matter for a change: until the unit ends nobody else changes it.

    A `whole` one is nobody else's to refer to either: for a deletion or another client. Raises
    `MatterNotFound`.
    """
    lock = _LOCK_WHOLE if whole else _LOCK
    lock.first(session, tenant=tenant, id=identity(matter_id))
    return find(session, tenant, matter_id)
