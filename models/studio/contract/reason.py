"""Why customers leave, in the words of the studio."""

from typing import Any

from sqlalchemy import insert, select

from contract.errors.studio_customers import ContractCancellationReasonNotFound
from models.session import Session
from models.studio.number import next_number
from models.studio.table.contract import CancellationReason
from models.text import demand


def reasons(session: Session, tenant: str) -> list[dict[str, Any]]:
    """List the reasons that can be given."""
    query = (
        select(CancellationReason.id, CancellationReason.name)
        .where(CancellationReason.tenant == tenant)
        .order_by(CancellationReason.id)
    )
    return [{"id": id, "name": name} for id, name in session.execute(query)]


def create_reason(session: Session, tenant: str, *, name: str) -> dict[str, Any]:
    """Offer one more reason."""
    demand(name=name)
    after = {"id": next_number(session, tenant), "name": name}
    session.execute(insert(CancellationReason).values(tenant=tenant, **after))
    session.touch("cancellation_reason", str(after["id"]), before=None, after=after)
    return after


def reason_name(session: Session, tenant: str, reason_id: int) -> str:
    """Give the words of a reason, or raise `ContractCancellationReasonNotFound`."""
    for reason in reasons(session, tenant):
        if reason["id"] == reason_id:
            return str(reason["name"])
    raise ContractCancellationReasonNotFound
