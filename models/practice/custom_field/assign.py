"""What is noted of a client, matter or user changes field by field; what is not named stays."""

from collections.abc import Collection
from typing import Any

import sqlalchemy
from sqlalchemy import insert, select

from contract.errors import Fault, InvalidRequest
from models.practice.custom_field.fit import kept
from models.practice.given import identity
from models.practice.table.custom_field import CustomField, CustomFieldOption, CustomFieldValue
from models.session import Session

_VALUE = CustomFieldValue


def assign(
    session: Session, tenant: str, entity: str, entity_id: str, given: list[dict[str, Any]]
) -> None:
    """Set `[{id, value, optionId}]`; a value of null without an option takes the field's away.

    The caller holds the entity's row. What does not fit is an `InvalidRequest` at its place.
    """
    if not given:
        return
    rows = _checked(session, tenant, entity, given)
    clear(session, tenant, entity_id, list(rows))
    for field_id, (value, option_id) in rows.items():
        if value is not None or option_id is not None:
            session.execute(
                insert(_VALUE).values(
                    tenant=tenant,
                    entity_id=entity_id,
                    field_id=field_id,
                    value=value,
                    option_id=option_id,
                )
            )


def clear(
    session: Session, tenant: str, entity_id: str, fields: Collection[str] | None = None
) -> None:
    """Take away what is noted of one, in these fields or in all."""
    statement = sqlalchemy.delete(_VALUE).where(
        _VALUE.tenant == tenant, _VALUE.entity_id == entity_id
    )
    if fields is not None:
        statement = statement.where(_VALUE.field_id.in_(fields))
    session.execute(statement.execution_options(synchronize_session=False))


def _checked(
    session: Session, tenant: str, entity: str, given: list[dict[str, Any]]
) -> dict[str, tuple[str | None, str | None]]:
    """Value and option of each field that is named."""
    ids = [identity(one["id"]) for one in given]
    query = select(CustomField.id, CustomField.value_type).where(
        CustomField.tenant == tenant, CustomField.entity == entity, CustomField.id.in_(ids)
    )
    kinds = {found.id: found.value_type for found in session.execute(query)}
    options = _options(session, tenant, [id for id in kinds if kinds[id] == "enum"])
    rows: dict[str, tuple[str | None, str | None]] = {}
    for at, (id, one) in enumerate(zip(ids, given, strict=True)):
        place = f"body.customFields.{at}"
        if id not in kinds:
            raise InvalidRequest(Fault(f"{place}.id", "There is no such custom field."))
        if id in rows:
            raise InvalidRequest(Fault(f"{place}.id", "The custom field is named twice."))
        if kinds[id] == "enum":
            rows[id] = None, _option(one, options[id], place)
            continue
        if one.get("optionId") is not None:
            raise InvalidRequest(Fault(f"{place}.optionId", "The custom field has no options."))
        value = one.get("value")
        rows[id] = (None if value is None else kept(kinds[id], value, f"{place}.value")), None
    return rows


def _options(session: Session, tenant: str, fields: list[str]) -> dict[str, dict[str, str]]:
    """The labels of each field's options by their ids."""
    found: dict[str, dict[str, str]] = {id: {} for id in fields}
    if found:
        query = select(CustomFieldOption.field_id, CustomFieldOption.id, CustomFieldOption.label)
        query = query.where(
            CustomFieldOption.tenant == tenant, CustomFieldOption.field_id.in_(fields)
        )
        for field, id, label in session.execute(query):
            found[field][id] = label
    return found


def _option(one: dict[str, Any], options: dict[str, str], place: str) -> str | None:
    """The option that is named by its id, by its label, or by both; `None` for neither."""
    value, option_id = one.get("value"), one.get("optionId")
    if option_id is not None:
        id = identity(option_id)
        if id not in options:
            raise InvalidRequest(Fault(f"{place}.optionId", "There is no such option."))
        if value is not None and value != options[id]:
            raise InvalidRequest(Fault(f"{place}.value", "The option has another label."))
        return id
    if value is None:
        return None
    for id, label in options.items():
        if label == value:
            return id
    raise InvalidRequest(Fault(f"{place}.value", "There is no such option."))
