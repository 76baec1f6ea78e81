"""A code for the door that is good for a few minutes, so that a photograph of it is worth nothing."""

from datetime import timedelta
from typing import Any, Final

from itsdangerous import BadSignature
from sqlalchemy import select

from contract.errors.studio_customers import AccessCodeInvalid
from models.clock import parse_rfc3339, rfc3339
from models.session import Session
from models.studio import customer
from models.studio.table.customer import Customer

GOOD_FOR: Final = timedelta(minutes=5)
_SALT: Final = "studio access code"


def code(session: Session, tenant: str, customer_id: int) -> dict[str, Any]:
    """Give `{content, qrCodeUuid, expiresDateTime}`: what the QR code shows, and until when it opens."""
    customer.demand(session, tenant, customer_id)
    secret = session.execute(
        select(Customer.qr_code_uuid).where(Customer.tenant == tenant, Customer.id == customer_id)
    ).scalar_one()
    until = rfc3339(session.now + GOOD_FOR)
    content = session.vault.signer(_SALT).dumps([tenant, secret, until])
    session.conceal()
    return {
        "content": str(content),
        "qrCodeUuid": secret,
        "expiresDateTime": until,
    }


def owner_of_code(session: Session, tenant: str, content: str) -> int:
    """Give the id of the customer whom a code lets in, or raise `AccessCodeInvalid`."""
    try:
        whose, secret, until = session.vault.signer(_SALT).loads(content)
    except BadSignature as error:
        raise AccessCodeInvalid from error
    if whose != tenant or parse_rfc3339(until) <= session.now:
        raise AccessCodeInvalid
    found = session.execute(
        select(Customer.id).where(Customer.tenant == tenant, Customer.qr_code_uuid == secret)
    ).scalar()
    if found is None:
        raise AccessCodeInvalid
    return int(found)
