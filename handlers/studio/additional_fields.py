"""Operations on what the studio asks its customers beside."""

from typing import Any

from contract.types import AdditionalFieldAssignment, AdditionalFieldChange, NewAdditionalField
from handlers.studio import arguments
from models.session import Session
from models.studio import additional_field

Json = dict[str, Any]


def list_additional_fields(session: Session, tenant: str) -> list[Json]:
    return additional_field.page(session, tenant)


def create_additional_field(session: Session, tenant: str, body: NewAdditionalField) -> Json:
    return additional_field.create(session, tenant, **arguments(body))


def update_additional_field(
    session: Session,
    tenant: str,
    additional_information_field_id: int,
    body: AdditionalFieldChange,
) -> Json:
    return additional_field.update(
        session, tenant, additional_information_field_id, **arguments(body)
    )


def delete_additional_field(
    session: Session, tenant: str, additional_information_field_id: int
) -> Json:
    additional_field.delete(session, tenant, additional_information_field_id)
    return {"id": additional_information_field_id}


def assign_additional_fields(
    session: Session, tenant: str, customer_id: int, body: list[AdditionalFieldAssignment]
) -> list[Json]:
    return additional_field.assign(session, tenant, customer_id, [dict(one) for one in body])
