"""An access medium names one customer of the studio: the constraint on its value says so."""

from typing import Any, Final

import sqlalchemy
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from contract.errors import Fault, InvalidRequest
from contract.errors.studio_customers import AccessMediumNotFound, AccessMediumTaken
from models.constraint import broken
from models.session import Session
from models.studio import customer
from models.studio.access.card import DECIMAL, canonical, written
from models.studio.number import next_number, possible
from models.studio.table.access import MEDIUM_KEY, Medium
from models.text import demand, present

CARD: Final = "CARD_NUMBER"
_COLUMNS: Final = (Medium.id, Medium.type, Medium.value, Medium.format)


def create(
    session: Session,
    tenant: str,
    customer_id: int,
    *,
    type: str,
    value: str,
    card_number_format: str | None = None,
) -> dict[str, Any]:
    """Give a customer a medium, or raise `AccessMediumTaken`; emits `…_MEDIUM_CREATED`.

    A card number is taken in whichever format it was given (`card.canonical`).
    """
    stored, format = _read(type, value, card_number_format)
    customer.held(session, tenant, customer_id)
    id = next_number(session, tenant)
    values = {"tenant": tenant, "id": id, "customer_id": customer_id, "created_at": session.now}
    try:
        with session.nested():
            session.execute(insert(Medium).values(**values, type=type, value=stored, format=format))
    except IntegrityError as error:
        raise _taken(error) from error
    after = _row((id, type, stored, format))
    _tell(session, "CREATED", customer_id, None, after)
    return after


def update(
    session: Session,
    tenant: str,
    customer_id: int,
    access_medium_id: int,
    *,
    type: str,
    value: str,
    card_number_format: str | None = None,
) -> dict[str, Any]:
    """Make the medium another one; raises `AccessMediumNotFound` or `AccessMediumTaken`."""
    stored, format = _read(type, value, card_number_format)
    before = _held(session, tenant, customer_id, access_medium_id)
    try:
        with session.nested():
            session.execute(
                sqlalchemy.update(Medium)
                .where(Medium.tenant == tenant, Medium.id == access_medium_id)
                .values(type=type, value=stored, format=format)
                .execution_options(synchronize_session=False)
            )
    except IntegrityError as error:
        raise _taken(error) from error
    after = _row((access_medium_id, type, stored, format))
    _tell(session, "UPDATED", customer_id, before, after)
    return after


def delete(session: Session, tenant: str, customer_id: int, access_medium_id: int) -> None:
    """Take the medium away, or raise `AccessMediumNotFound`; its value is free again."""
    before = _held(session, tenant, customer_id, access_medium_id)
    session.execute(
        sqlalchemy.delete(Medium)
        .where(Medium.tenant == tenant, Medium.id == access_medium_id)
        .execution_options(synchronize_session=False)
    )
    _tell(session, "DELETED", customer_id, before, None)


def of_customer(session: Session, tenant: str, customer_id: int) -> list[dict[str, Any]]:
    """List the media of a customer."""
    customer.demand(session, tenant, customer_id)
    query = select(*_COLUMNS).where(Medium.tenant == tenant, Medium.customer_id == customer_id)
    return [_row(tuple(cells)) for cells in session.execute(query.order_by(Medium.id))]


def _read(type: str, value: str, format: str | None) -> tuple[str, str | None]:
    demand(value=value)
    if type == CARD:
        return canonical(value, format or DECIMAL, "body.value"), format or DECIMAL
    if format is not None:
        raise InvalidRequest(Fault("body.cardNumberFormat", "It belongs to a card number."))
    if not value.strip():
        raise InvalidRequest(Fault("body.value", "It must not be empty."))
    return value, None


def _row(cells: tuple[Any, ...]) -> dict[str, Any]:
    id, type, value, format = cells
    shown = value if format is None else written(value, format)
    return {"id": id, "type": type, "value": shown, **present(cardNumberFormat=format)}


def _held(session: Session, tenant: str, customer_id: int, id: int) -> dict[str, Any]:
    customer.held(session, tenant, customer_id)
    if not possible(id):
        raise AccessMediumNotFound
    found = session.execute(
        select(*_COLUMNS).where(
            Medium.tenant == tenant, Medium.id == id, Medium.customer_id == customer_id
        )
    ).first()
    if found is None:
        raise AccessMediumNotFound
    return _row(tuple(found))


def _taken(error: IntegrityError) -> Exception:
    return AccessMediumTaken() if broken(error) == MEDIUM_KEY else error


def _tell(
    session: Session,
    what: str,
    customer_id: int,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    subject: dict[str, Any] = after or before or {}
    # The value opens doors: the record says which medium it was and not what it says.
    session.touch("access_medium", str(subject["id"]), before=_mute(before), after=_mute(after))
    content = {"accessMediumId": subject["id"]}
    session.emit(f"CUSTOMER_ACCESS_MEDIUM_{what}", str(customer_id), content)


def _mute(medium: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if medium is None else {key: medium[key] for key in medium if key != "value"}
