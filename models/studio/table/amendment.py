"""What customers want changed, until the staff have decided."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned, shown
from models.column import Json
from models.text import present

PENDING_KEY: Final = "uq_studio_amendments_tenant_customer_id_pending"


class Amendment(TenantOwned, Base):
    """`pending` repeats the kind until it is decided, so that there is one of a kind at a time."""

    __tablename__ = "studio_amendments"
    __table_args__ = (
        UniqueConstraint("tenant", "customer_id", "pending"),
        ForeignKeyConstraint(
            ["tenant", "customer_id"], ["studio_customers.tenant", "studio_customers.id"]
        ),
        Index(None, "tenant", "state", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    customer_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str]
    pending: Mapped[str | None]
    state: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(Json)
    reason: Mapped[str | None]
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]


COLUMNS: Final = (
    Amendment.id,
    Amendment.customer_id,
    Amendment.kind,
    Amendment.state,
    Amendment.data,
    Amendment.reason,
    shown(Amendment.created_at),
    shown(Amendment.decided_at),
)


def row(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape the cells of `COLUMNS`."""
    id, customer_id, kind, state, data, reason, created, decided = cells
    return {
        "id": id,
        "customerId": customer_id,
        "kind": kind,
        "status": state,
        "data": data,
        "createdDateTime": created,
        **present(reason=reason, decidedDateTime=decided),
    }
