"""Practice areas come and go, but none that a matter is of."""

from typing import Any

import sqlalchemy
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from contract.errors import Fault, InvalidRequest
from contract.errors.practice_firm import PracticeAreaInUse, PracticeAreaNotFound
from models.identity import uuid7
from models.practice.given import clean, filled, identity
from models.practice.table.practice_area import PracticeArea
from models.session import Session

_COLUMNS = (PracticeArea.id, PracticeArea.label)


def page(session: Session, tenant: str) -> list[dict[str, Any]]:
    """List the practice areas of the firm by their labels."""
    query = select(*_COLUMNS).where(PracticeArea.tenant == tenant)
    rows = session.execute(query.order_by(PracticeArea.label, PracticeArea.id))
    return [_row(tuple(cells)) for cells in rows]


def find(session: Session, tenant: str, practice_area_id: str) -> dict[str, Any]:
    """Give the practice area, or raise `PracticeAreaNotFound`."""
    return _found(session, tenant, practice_area_id, lock=False)


def require(
    session: Session, tenant: str, practice_area_id: str, place: str = "body.practiceAreaId"
) -> str:
    """Give the id of a practice area that is there; `InvalidRequest` at `place` otherwise."""
    query = select(PracticeArea.id).where(
        PracticeArea.tenant == tenant, PracticeArea.id == identity(practice_area_id)
    )
    query = query.with_for_update(read=True, key_share=True)
    found: str | None = session.execute(query).scalar()
    if found is None:
        raise InvalidRequest(Fault(place, "There is no such practice area."))
    return found


def create(session: Session, tenant: str, content: dict[str, Any]) -> dict[str, Any]:
    """Add a practice area with a `label`."""
    label = filled(clean(content, "body")["label"], "body.label")
    id = uuid7(session.now)
    session.execute(
        insert(PracticeArea).values(
            tenant=tenant, id=id, label=label, created_at=session.now, modified_at=session.now
        )
    )
    after = _row((id, label))
    session.touch("practice_area", id, before=None, after=after)
    return after


def change(
    session: Session, tenant: str, practice_area_id: str, changes: dict[str, Any]
) -> dict[str, Any]:
    """Give the practice area another label, or raise `PracticeAreaNotFound`."""
    before = _found(session, tenant, practice_area_id, lock=True)
    given = clean(changes, "body")
    label = filled(given.get("label", before["label"]), "body.label")
    id = before["practiceAreaId"]
    session.execute(
        update(PracticeArea)
        .where(PracticeArea.tenant == tenant, PracticeArea.id == id)
        .values(label=label, modified_at=session.now)
        .execution_options(synchronize_session=False)
    )
    after = _row((id, label))
    session.touch("practice_area", id, before=before, after=after)
    return after


def delete(session: Session, tenant: str, practice_area_id: str) -> None:
    """Remove the practice area, or raise `PracticeAreaNotFound` or `PracticeAreaInUse`."""
    before = _found(session, tenant, practice_area_id, lock=True)
    id = before["practiceAreaId"]
    statement = sqlalchemy.delete(PracticeArea).where(
        PracticeArea.tenant == tenant, PracticeArea.id == id
    )
    try:
        with session.nested():
            session.execute(statement.execution_options(synchronize_session=False))
    except IntegrityError as error:
        raise PracticeAreaInUse from error
    session.touch("practice_area", id, before=before, after=None)


def _found(session: Session, tenant: str, practice_area_id: str, *, lock: bool) -> dict[str, Any]:
    query = select(*_COLUMNS).where(
        PracticeArea.tenant == tenant, PracticeArea.id == identity(practice_area_id)
    )
    found = session.execute(query.with_for_update() if lock else query).first()
    if found is None:
        raise PracticeAreaNotFound
    return _row(tuple(found))


def _row(cells: tuple[Any, ...]) -> dict[str, Any]:
    id, label = cells
    return {"practiceAreaId": id, "label": label}
