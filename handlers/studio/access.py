"""Operations on access codes, media and restrictions."""

from typing import Any

from contract.types import AccessMediumContent, NewAccessRestriction
from handlers.studio import arguments
from models.session import Session
from models.studio import access

Json = dict[str, Any]


def get_access_code(session: Session, tenant: str, customer_id: int) -> Json:
    return access.code(session, tenant, customer_id)


def create_access_medium(
    session: Session, tenant: str, customer_id: int, body: AccessMediumContent
) -> Json:
    return access.create(session, tenant, customer_id, **arguments(body))


def update_access_medium(
    session: Session,
    tenant: str,
    customer_id: int,
    access_medium_id: int,
    body: AccessMediumContent,
) -> Json:
    return access.update(session, tenant, customer_id, access_medium_id, **arguments(body))


def delete_access_medium(
    session: Session, tenant: str, customer_id: int, access_medium_id: int
) -> Json:
    access.delete(session, tenant, customer_id, access_medium_id)
    return {"id": access_medium_id}


def restrict_access(
    session: Session, tenant: str, customer_id: int, body: NewAccessRestriction
) -> Json:
    return access.restrict(session, tenant, customer_id, **arguments(body))


def lift_access_restriction(session: Session, tenant: str, customer_id: int) -> Json:
    access.lift(session, tenant, customer_id)
    return {"customerId": customer_id}
