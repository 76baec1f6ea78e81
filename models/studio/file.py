"""Which files of the studio are wanted: those that a row names."""

from typing import Final

from sqlalchemy import select

from models.session import Session
from models.studio.table.contract import Contract
from models.studio.table.customer import Customer
from models.studio.table.document import Document
from models.studio.table.idle_period import IdlePeriod
from models.studio.table.offer import Offer

FOLDER: Final = "studio"
"""Below an organization's folder in the file store."""

_NAMING: Final = (
    (Contract, Contract.signed_document),
    (Customer, Customer.image),
    (Document, Document.file),
    (IdlePeriod, IdlePeriod.document),
    (Offer, Offer.image),
)


def named(session: Session, tenant: str) -> set[str]:
    """Give every key of the file store that a row of the studio has."""
    found: set[str] = set()
    for table, column in _NAMING:
        query = select(column).where(table.tenant == tenant, column.is_not(None))
        found.update(session.scalars(query))
    return found
