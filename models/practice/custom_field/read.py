"""What is noted of many clients, matters or users is read for all of them at once."""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import ClauseElement, bindparam, select

from models.hot import Hot
from models.practice.custom_field.fit import told
from models.practice.nearby import among, listed
from models.practice.table.custom_field import CustomField, CustomFieldOption, CustomFieldValue
from models.session import Session

_VALUE = CustomFieldValue
_JOINED: Final = (
    select(
        _VALUE.entity_id,
        _VALUE.field_id,
        CustomField.name,
        CustomField.value_type,
        _VALUE.value,
        _VALUE.option_id,
        CustomFieldOption.label,
    )
    .join(CustomField, (CustomField.tenant == _VALUE.tenant) & (CustomField.id == _VALUE.field_id))
    .outerjoin(
        CustomFieldOption,
        (CustomFieldOption.tenant == _VALUE.tenant)
        & (CustomFieldOption.field_id == _VALUE.field_id)
        & (CustomFieldOption.id == _VALUE.option_id),
    )
    .order_by(_VALUE.field_id)
)


def _of(dialect: str) -> ClauseElement:
    mine = _VALUE.tenant == bindparam("tenant")
    return _JOINED.where(mine, among(_VALUE.entity_id, dialect))


_VALUES: Final = Hot(_of)


def values(session: Session, tenant: str, ids: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """Give what is noted of each of `ids`, in one statement; nothing is an empty list."""
    found: dict[str, list[dict[str, Any]]] = {id: [] for id in ids}
    if not found:
        return found
    rows = _VALUES.all(session, tenant=tenant, ids=listed(session, found))
    for entity_id, id, name, kind, value, option_id, label in rows:
        one: dict[str, Any] = {"id": id, "name": name, "valueType": kind}
        if value is not None:
            one["value"] = told(kind, value)
        else:
            one |= {"value": label, "optionId": option_id}
        found[entity_id].append(one)
    return found
