"""Operations under /custom-fields."""

from typing import Any

from contract.types import CreateCustomField
from models.practice import custom_field
from models.session import Session

Json = dict[str, Any]


def list_custom_fields(session: Session, tenant: str, *, entity: str | None = None) -> list[Json]:
    return custom_field.page(session, tenant, entity=entity)


def create_custom_field(session: Session, tenant: str, body: CreateCustomField) -> Json:
    return custom_field.create(session, tenant, dict(body))
