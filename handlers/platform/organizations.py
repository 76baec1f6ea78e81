"""Operations under /organization and /organizations."""

from typing import Any

from contract.types import NewOrganization, OrganizationPatch
from models.platform import key, organization
from models.session import Session

Json = dict[str, Any]


def get_organization(session: Session, tenant: str) -> Json:
    return organization.find(session, tenant)


def update_organization(session: Session, tenant: str, body: OrganizationPatch) -> Json:
    return organization.change(
        session, tenant, display_name=body.get("displayName"), language=body.get("language")
    )


def create_organization(session: Session, body: NewOrganization) -> Json:
    made = organization.create(
        session, body["name"], body.get("displayName"), body.get("language", "en")
    )
    tenant = made["organizationId"]
    row, text = key.create(session, tenant, name="First key", scopes=body["scopes"])
    return {"organization": made, "key": row | {"key": text}}
