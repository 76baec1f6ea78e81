"""A firm decides what it notes; the form of a field never changes under its values."""

from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from contract.errors import Fault, InvalidRequest
from contract.errors.practice_firm import CustomFieldNameTaken
from models.constraint import broken
from models.identity import uuid7
from models.practice.given import clean, filled
from models.practice.table.custom_field import NAME_KEY, CustomField, CustomFieldOption
from models.session import Session


def page(session: Session, tenant: str, *, entity: str | None = None) -> list[dict[str, Any]]:
    """List the fields by their names, those of `entity` where it is given."""
    query = select(CustomField.id, CustomField.entity, CustomField.name, CustomField.value_type)
    query = query.where(CustomField.tenant == tenant).order_by(CustomField.name, CustomField.id)
    if entity is not None:
        query = query.where(CustomField.entity == entity)
    found: list[dict[str, Any]] = [
        {"id": id, "entity": entity, "name": name, "valueType": kind}
        for id, entity, name, kind in session.execute(query)
    ]
    enums = {one["id"]: one for one in found if one["valueType"] == "enum"}
    if enums:
        options = select(CustomFieldOption.field_id, CustomFieldOption.id, CustomFieldOption.label)
        options = options.where(CustomFieldOption.tenant == tenant)
        options = options.where(CustomFieldOption.field_id.in_(enums))
        for field, id, label in session.execute(options.order_by(CustomFieldOption.position)):
            enums[field].setdefault("options", []).append({"optionId": id, "label": label})
    return found


def create(session: Session, tenant: str, content: dict[str, Any]) -> dict[str, Any]:
    """Note something more: `{entity, name, valueType, options}`, where an enum has `[{label}]`.

    Raises `CustomFieldNameTaken`.
    """
    given = clean(content, "body")
    filled(given["name"], "body.name")
    labels = _labels(given)
    id = uuid7(session.now)
    fixed = {"entity": given["entity"], "name": given["name"]}
    row = fixed | {"value_type": given["valueType"], "id": id, "tenant": tenant}
    try:
        with session.nested():
            moments = {"created_at": session.now, "modified_at": session.now}
            session.execute(insert(CustomField).values(row | moments))
    except IntegrityError as error:
        if broken(error) != NAME_KEY:
            raise
        raise CustomFieldNameTaken from error
    options = [{"optionId": uuid7(session.now), "label": label} for label in labels]
    for at, one in enumerate(options):
        session.execute(
            insert(CustomFieldOption).values(
                tenant=tenant, field_id=id, id=one["optionId"], label=one["label"], position=at
            )
        )
    after = {"id": id, **fixed, "valueType": given["valueType"]}
    if options:
        after["options"] = options
    session.touch("custom_field", id, before=None, after=after)
    return after


def _labels(given: dict[str, Any]) -> list[str]:
    labels = [option["label"] for option in given.get("options", [])]
    if (given["valueType"] == "enum") != bool(labels):
        raise InvalidRequest(Fault("body.options", "An enum has options, and nothing else has."))
    for at, label in enumerate(labels):
        filled(label, f"body.options.{at}.label")
        if label in labels[:at]:
            raise InvalidRequest(Fault(f"body.options.{at}.label", "The option is there already."))
    return labels
