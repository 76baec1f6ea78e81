"""Who holds this card, knows this PIN, or has this number."""

from typing import Any, Final, NamedTuple

from sqlalchemy import select

from contract.errors import Fault, InvalidRequest
from contract.errors.studio_customers import CustomerNotFound
from models.session import Session
from models.studio.access.card import DECIMAL, canonical
from models.studio.customer.find import find
from models.studio.table.access import Medium
from models.studio.table.customer import Customer
from models.text import storable

_MEDIA: Final = {"card_number": "CARD_NUMBER", "barcode": "BARCODE", "pin": "PIN"}


class Identifiers(NamedTuple):
    """What customers are known by; exactly one is to be given. The format belongs to the card number."""

    card_number: str | None = None
    card_number_format: str | None = None
    customer_number: str | None = None
    barcode: str | None = None
    pin: str | None = None
    qr_code_uuid: str | None = None


def resolve(session: Session, tenant: str, by: Identifiers) -> int:
    """Give the id of the one customer whom exactly one identifier names, or `CustomerNotFound`."""
    named = by._asdict()
    form = named.pop("card_number_format")
    given = [(name, text) for name, text in named.items() if text is not None]
    if len(given) != 1:
        raise InvalidRequest(Fault("query", "Give exactly one of the identifiers."))
    ((name, text),) = given
    if name == "card_number":
        text = canonical(text, form or DECIMAL, "query.cardNumber")
    elif form is not None:
        raise InvalidRequest(Fault("query.cardNumberFormat", "It belongs to a card number."))
    if name in _MEDIA:
        query = select(Medium.customer_id).where(
            Medium.tenant == tenant, Medium.type == _MEDIA[name], Medium.value == text
        )
    else:
        lowered = text.lower() if name == "qr_code_uuid" else text
        query = select(Customer.id).where(
            Customer.tenant == tenant, getattr(Customer, name) == lowered
        )
    found = session.execute(query).scalar() if storable(text) else None
    if found is None:
        raise CustomerNotFound
    return int(found)


def find_by(session: Session, tenant: str, by: Identifiers) -> dict[str, Any]:
    """Give the customer whom `resolve` finds, or raise `CustomerNotFound`."""
    return find(session, tenant, resolve(session, tenant, by))
