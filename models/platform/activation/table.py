"""How integrations lie, and what every act on one leaves behind."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned, shown
from models.column import Json
from models.session import Session
from models.text import present


class Activation(TenantOwned, Base):
    """One integration; its outbound key is sealed, its inbound key a row of `api_keys`."""

    __tablename__ = "activations"
    __table_args__ = (Index(None, "tenant", "key_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    app: Mapped[str]
    contact_email: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(Json)
    webhooks: Mapped[list[Any] | None] = mapped_column(Json)
    state: Mapped[str]
    key_id: Mapped[str]
    outbound: Mapped[str | None]
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    deactivated_at: Mapped[datetime | None]


COLUMNS: Final = (
    Activation.id,
    Activation.app,
    Activation.contact_email,
    Activation.scopes,
    Activation.webhooks,
    Activation.state,
    Activation.key_id,
    shown(Activation.created_at),
    shown(Activation.confirmed_at),
    shown(Activation.deactivated_at),
)


def row(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape the cells of `COLUMNS` as the API's JSON; what is absent is left out."""
    id, app, email, scopes, webhooks, state, key_id, created, confirmed, deactivated = cells
    return {
        "id": id,
        "app": app,
        "contactEmail": email,
        "scopes": scopes,
        "state": state,
        "keyId": key_id,
        "createdAt": created,
        **present(webhooks=webhooks, confirmedAt=confirmed, deactivatedAt=deactivated),
    }


def told(
    session: Session, before: dict[str, Any] | None, after: dict[str, Any], event: str
) -> dict[str, Any]:
    """Note the act for the audit, tell listeners, and give `after` back."""
    session.touch("activation", after["id"], before=before, after=after)
    session.emit(event, after["id"], {"app": after["app"], "state": after["state"]})
    return after
