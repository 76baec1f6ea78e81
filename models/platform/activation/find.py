"""An integration is found by its id or by its inbound key, for its own organization only."""

from typing import Any

from sqlalchemy import Select, select

from contract.errors import ActivationNotFound
from models.listing import listed
from models.paging import Page, Slice
from models.platform.activation.table import COLUMNS, Activation, row
from models.session import Session
from models.text import storable


def find(session: Session, tenant: str, activation_id: str) -> dict[str, Any]:
    """Give the activation, or raise `ActivationNotFound`."""
    return _one(session, _mine(tenant, activation_id), activation_id)


def held(session: Session, tenant: str, activation_id: str) -> dict[str, Any]:
    """Give the activation for a change: nobody else changes it until the unit ends."""
    return _one(session, _mine(tenant, activation_id).with_for_update(), activation_id)


def of_key(session: Session, tenant: str, key_id: str) -> dict[str, Any]:
    """Give the activation that an inbound key belongs to, or raise `ActivationNotFound`."""
    query = select(*COLUMNS).where(Activation.tenant == tenant, Activation.key_id == key_id)
    return _one(session, query, key_id)


def page(session: Session, tenant: str, page: Page, *, state: str | None = None) -> Slice:
    """List activations, oldest first, with their total."""
    query = select(*COLUMNS).where(Activation.tenant == tenant)
    if state is not None:
        query = query.where(Activation.state == state)
    return listed(session, query, page, order=(Activation.id,), shape=row, counted=True)


def outbound_key(session: Session, tenant: str, activation_id: str) -> str | None:
    """Give the key to call the partner with; `None` unless the activation is active."""
    sealed = session.execute(
        select(Activation.outbound).where(
            Activation.tenant == tenant,
            Activation.id == activation_id,
            Activation.state == "ACTIVE",
        )
    ).scalar()
    return None if sealed is None else session.vault.open(sealed).decode()


def _mine(tenant: str, activation_id: str) -> Select[Any]:
    return select(*COLUMNS).where(Activation.tenant == tenant, Activation.id == activation_id)


def _one(session: Session, query: Select[Any], named: str) -> dict[str, Any]:
    found = session.execute(query).first() if storable(named) else None
    if found is None:
        raise ActivationNotFound(activation_id=named)
    return row(tuple(found))
