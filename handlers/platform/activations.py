"""Operations under /activations."""

from typing import Any

from contract.types import NewActivation
from models.delivery.address import Outbound
from models.paging import Page, Slice
from models.platform import activation
from models.session import Caller, Session

Json = dict[str, Any]


def list_activations(
    session: Session, tenant: str, page: Page, *, state: str | None = None
) -> Slice:
    return activation.page(session, tenant, page, state=state)


def create_activation(
    session: Session, tenant: str, body: NewActivation, base_url: str, outbound: Outbound
) -> Json:
    return activation.create(
        session,
        tenant,
        app=body["app"],
        contact_email=body["contactEmail"],
        scopes=list(body["scopes"]),
        webhooks=list(body["webhooks"]) if "webhooks" in body else None,
        base_url=base_url,
        rules=outbound.rules,
    )


def get_activation(session: Session, tenant: str, activation_id: str) -> Json:
    return activation.find(session, tenant, activation_id)


def confirm_activation(session: Session, tenant: str, caller: Caller) -> Json:
    own = activation.of_key(session, tenant, caller.key_id)
    return activation.confirm(session, tenant, own["id"])


def deactivate_activation(session: Session, tenant: str, activation_id: str) -> Json:
    return activation.deactivate(session, tenant, activation_id)
