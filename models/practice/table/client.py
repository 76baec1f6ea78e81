"""How clients lie: every sort has its index, and so has the search in name and reference."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.column import Json


class Client(TenantOwned, Base):
    """Whom the firm works for; an absent `reference` or `notes` is an empty text.

    The unique key is there to be referred to with ON UPDATE CASCADE: what sorts by the client's
    name or reference keeps them in its own rows, and they follow the client's.
    """

    __tablename__ = "practice_clients"
    __table_args__ = (
        UniqueConstraint("tenant", "id", "name", "reference"),
        Index(None, "tenant", "name", "id"),
        Index(None, "tenant", "reference", "id"),
        Index(None, "tenant", "name_folded", "reference_folded"),
        Index(None, "tenant", "modified_at", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    reference: Mapped[str]
    name_folded: Mapped[str]
    reference_folded: Mapped[str]
    contact: Mapped[dict[str, str]] = mapped_column(Json)
    notes: Mapped[str]
    created_at: Mapped[datetime]
    modified_at: Mapped[datetime]


NAMED_KEY: Final = tuple(
    f"practice_clients.{column}" for column in ("tenant", "id", "name", "reference")
)
"""What a `ForeignKeyConstraint` of `tenant, client_id, client_name, client_reference` refers to."""


def named(name: str, reference: str) -> dict[str, Any]:
    """Shape a client as other things name it."""
    return {"name": name, "reference": reference} if reference else {"name": name}
