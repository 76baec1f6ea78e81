"""The staff decide what is asked; a question's kind never changes under its answers."""

from typing import Any, Final

import sqlalchemy
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from contract.errors import Fault, InvalidRequest
from contract.errors.studio_customers import AdditionalFieldNameTaken, AdditionalFieldNotFound
from models.constraint import broken
from models.session import Session
from models.studio.number import next_number, possible
from models.studio.table.additional_field import NAME_KEY, AdditionalField, Assignment
from models.text import demand, present

_COLUMNS: Final = (
    AdditionalField.id,
    AdditionalField.name,
    AdditionalField.type,
    AdditionalField.options,
)


def page(session: Session, tenant: str) -> list[dict[str, Any]]:
    """List all fields of the studio."""
    query = select(*_COLUMNS).where(AdditionalField.tenant == tenant)
    return [_row(tuple(cells)) for cells in session.execute(query.order_by(AdditionalField.id))]


def create(
    session: Session, tenant: str, *, name: str, type: str, options: list[str] | None = None
) -> dict[str, Any]:
    """Ask something more: TEXT, NUMBER, BOOLEAN, DATE or SELECTION (one of `options`)."""
    _check(name, type, options)
    id = next_number(session, tenant)
    values = {"id": id, "name": name, "type": type, "options": options}
    try:
        with session.nested():
            session.execute(
                insert(AdditionalField).values(**values, tenant=tenant, created_at=session.now)
            )
    except IntegrityError as error:
        raise _taken(error) from error
    after = _row((id, name, type, options))
    _tell(session, None, after)
    return after


def update(
    session: Session,
    tenant: str,
    field_id: int,
    *,
    name: str,
    options: list[str] | None = None,
) -> dict[str, Any]:
    """Rename a field or offer other options; answers that were given stay."""
    before = _held(session, tenant, field_id)
    _check(name, before["type"], options)
    try:
        with session.nested():
            session.execute(
                sqlalchemy.update(AdditionalField)
                .where(AdditionalField.tenant == tenant, AdditionalField.id == field_id)
                .values(name=name, options=options)
                .execution_options(synchronize_session=False)
            )
    except IntegrityError as error:
        raise _taken(error) from error
    after = _row((field_id, name, before["type"], options))
    _tell(session, before, after)
    return after


def delete(session: Session, tenant: str, field_id: int) -> None:
    """Ask no more; what was answered is gone as well."""
    before = _held(session, tenant, field_id)
    for table, column in ((Assignment, Assignment.field_id), (AdditionalField, AdditionalField.id)):
        session.execute(
            sqlalchemy.delete(table)
            .where(table.tenant == tenant, column == field_id)
            .execution_options(synchronize_session=False)
        )
    _tell(session, before, None)


def _held(session: Session, tenant: str, field_id: int) -> dict[str, Any]:
    query = select(*_COLUMNS).where(
        AdditionalField.tenant == tenant, AdditionalField.id == field_id
    )
    found = session.execute(query.with_for_update()).first() if possible(field_id) else None
    if found is None:
        raise AdditionalFieldNotFound
    return _row(tuple(found))


def _check(name: str, type: str, options: list[str] | None) -> None:
    demand(name=name, options="".join(options or ()))
    if (type == "SELECTION") != bool(options):
        raise InvalidRequest(Fault("body.options", "A selection has options, and nothing else."))


def _row(cells: tuple[Any, ...]) -> dict[str, Any]:
    id, name, type, options = cells
    return {"id": id, "name": name, "type": type, **present(options=options)}


def _taken(error: IntegrityError) -> Exception:
    return AdditionalFieldNameTaken() if broken(error) == NAME_KEY else error


def _tell(session: Session, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
    id = str((after or before or {})["id"])
    session.touch("additional_field", id, before=before, after=after)
    session.emit("ADDITIONAL_INFORMATION_FIELDS_UPDATED", id)
