"""Why a contract may rest, in the words of the studio."""

from typing import Any

from sqlalchemy import insert, select

from contract.errors.studio_customers import IdlePeriodReasonNotFound
from models.session import Session
from models.studio.number import next_number
from models.studio.table.idle_period import IdlePeriodReason
from models.text import demand


def reasons(session: Session, tenant: str) -> list[dict[str, Any]]:
    """List the reasons that can be given."""
    query = select(
        IdlePeriodReason.id, IdlePeriodReason.name, IdlePeriodReason.document_required
    ).where(IdlePeriodReason.tenant == tenant)
    return [
        {"id": id, "name": name, "documentRequired": required}
        for id, name, required in session.execute(query.order_by(IdlePeriodReason.id))
    ]


def create_reason(
    session: Session, tenant: str, *, name: str, document_required: bool = False
) -> dict[str, Any]:
    """Offer one more reason."""
    demand(name=name)
    id = next_number(session, tenant)
    session.execute(
        insert(IdlePeriodReason).values(
            tenant=tenant, id=id, name=name, document_required=document_required
        )
    )
    after = {"id": id, "name": name, "documentRequired": document_required}
    session.touch("idle_period_reason", str(id), before=None, after=after)
    return after


def reason(session: Session, tenant: str, reason_id: int) -> dict[str, Any]:
    """Give the reason, or raise `IdlePeriodReasonNotFound`."""
    for found in reasons(session, tenant):
        if found["id"] == reason_id:
            return found
    raise IdlePeriodReasonNotFound
