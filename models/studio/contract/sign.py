"""A contract begins with everything that belongs to it: its charges, and its customer a member."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import insert

from models.session import Session
from models.studio import account
from models.studio.contract.ending import Ending
from models.studio.contract.find import find
from models.studio.contract.shape import review_on
from models.studio.number import next_number
from models.studio.payment import Due
from models.studio.table.contract import Contract


@dataclass(frozen=True, slots=True)
class Agreement:
    """What is signed; `dues` are the charges to the end of the first term."""

    offer_id: int
    rate_name: str
    rate_codes: list[dict[str, Any]]
    signed_on: date
    start: date
    ending: Ending
    currency: str
    base_price: Decimal
    frequency: dict[str, Any]
    idle_periods_allowed: bool
    dues: list[Due]


def sign(session: Session, tenant: str, customer_id: int, agreed: Agreement) -> dict[str, Any]:
    """Enter the contract of a customer who is there, with its charges; emits `CONTRACT_CREATED`."""
    id = next_number(session, tenant)
    end = agreed.ending.first_end
    values = {
        "offer_id": agreed.offer_id,
        "rate_name": agreed.rate_name,
        "rate_codes": agreed.rate_codes,
        "created_date": agreed.signed_on.isoformat(),
        "start_date": agreed.start.isoformat(),
        "first_end": end.isoformat(),
        "extension": agreed.ending.extension,
        "cancellation_period": agreed.ending.notice,
        "currency": agreed.currency,
        "base_price": agreed.base_price,
        "frequency": agreed.frequency,
        "idle_periods_allowed": agreed.idle_periods_allowed,
        "charged_to": end.isoformat(),
        "review_on": review_on(agreed.ending, end).isoformat(),
        "closed": False,
    }
    session.execute(
        insert(Contract).values(
            tenant=tenant, id=id, customer_id=customer_id, created_at=session.now, **values
        )
    )
    enter(session, tenant, customer_id, id, dues=agreed.dues, currency=agreed.currency)
    after = find(session, tenant, id)
    session.touch("contract", str(id), before=None, after=after)
    session.emit("CONTRACT_CREATED", str(id), {"customerId": customer_id})
    return after


def enter(
    session: Session,
    tenant: str,
    customer_id: int,
    contract_id: int,
    *,
    dues: list[Due],
    currency: str,
) -> None:
    """Book the charges of a contract."""
    for due in dues:
        account.enter(
            session,
            tenant,
            customer_id,
            type="CHARGE",
            amount=-due.amount,
            currency=currency,
            due_date=due.day.isoformat(),
            text=due.text,
            contract_id=contract_id,
        )
