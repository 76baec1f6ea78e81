"""How keys lie: never the secret, only its digest."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned, shown
from models.column import Json
from models.text import present


class Key(TenantOwned, Base):
    """One key; `id` is unique on the whole server, for it is all that a caller shows."""

    __tablename__ = "api_keys"
    __table_args__ = (UniqueConstraint("id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    environment: Mapped[str]
    digest: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(Json)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    replaced_by: Mapped[str | None]
    disabled_at: Mapped[datetime | None]
    client: Mapped[str | None]
    user_id: Mapped[str | None]


COLUMNS: Final = (
    Key.id,
    Key.name,
    Key.environment,
    Key.scopes,
    shown(Key.created_at),
    shown(Key.expires_at),
    shown(Key.revoked_at),
    shown(Key.last_used_at),
    Key.replaced_by,
    shown(Key.disabled_at),
    Key.client,
    Key.user_id,
)


def row(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape the cells of `COLUMNS` as the API's JSON; what is absent is left out."""
    id, name, environment, scopes, created, *more = cells
    expires, revoked, last_used, replaced_by, disabled, client, user = more
    return {
        "id": id,
        "name": name,
        "environment": environment,
        "scopes": scopes,
        "createdAt": created,
        **present(
            expiresAt=expires,
            revokedAt=revoked,
            lastUsedAt=last_used,
            replacedBy=replaced_by,
            disabledAt=disabled,
            client=client,
            userId=user,
        ),
    }
