"""A contract shows its signed document; a new one replaces it."""

from typing import Any

from sqlalchemy import update

from models.session import Session
from models.studio import customer
from models.studio.contract.find import find, held
from models.studio.table.contract import Contract


def replace_document(
    session: Session, tenant: str, customer_id: int, contract_id: int, *, file: str
) -> dict[str, Any]:
    """Show the document that the file store keeps as `file`; emits `CONTRACT_UPDATED`.

    Possible however the contract stands, as papers come late. Raises `CustomerNotFound` or
    `ContractNotFound`.
    """
    customer.demand(session, tenant, customer_id)
    before, _ = held(session, tenant, contract_id, of=customer_id)
    session.execute(
        update(Contract)
        .where(Contract.tenant == tenant, Contract.id == contract_id)
        .values(signed_document=file)
        .execution_options(synchronize_session=False)
    )
    after = find(session, tenant, contract_id)
    session.touch("contract", str(contract_id), before=before, after=after)
    session.emit("CONTRACT_UPDATED", str(contract_id))
    return after
