"""A document is there for its customer with its bytes, or not at all."""

from typing import Any

from sqlalchemy import insert, select

from contract.errors.studio_customers import DocumentNotFound
from models.listing import listed
from models.paging import Page, Slice
from models.session import Session
from models.studio import customer
from models.studio.number import next_number, possible
from models.studio.table.document import COLUMNS, Document, row
from models.text import demand


def create(
    session: Session,
    tenant: str,
    customer_id: int,
    *,
    file: str,
    name: str,
    media_type: str,
    size: int,
    description: str | None = None,
) -> dict[str, Any]:
    """Enter a document whose bytes the file store keeps as `file`; emits `CUSTOMER_UPDATED`."""
    demand(file=name, description=description)
    customer.held(session, tenant, customer_id)
    id = next_number(session, tenant)
    values = {
        "file": file,
        "name": name,
        "media_type": media_type,
        "size": size,
        "description": description,
    }
    session.execute(
        insert(Document).values(
            tenant=tenant, id=id, customer_id=customer_id, created_at=session.now, **values
        )
    )
    after = find(session, tenant, customer_id, id)
    session.touch("document", str(id), before=None, after=after)
    session.emit("CUSTOMER_UPDATED", str(customer_id))
    return after


def find(session: Session, tenant: str, customer_id: int, document_id: int) -> dict[str, Any]:
    """Give the document, or raise `CustomerNotFound` or `DocumentNotFound`."""
    customer.demand(session, tenant, customer_id)
    query = select(*COLUMNS).where(
        Document.tenant == tenant,
        Document.id == document_id,
        Document.customer_id == customer_id,
    )
    found = session.execute(query).first() if possible(document_id) else None
    if found is None:
        raise DocumentNotFound
    return row(tuple(found))


def name_of(session: Session, file: str) -> str | None:
    """Give the name of the document whose bytes the file store keeps as `file`; `None` for other files.

    The key names its organization: whoever has it by a link has been let in by it already.
    """
    tenant = file.partition("/")[0]
    query = select(Document.name).where(Document.tenant == tenant, Document.file == file)
    return session.scalar(query)


def page(session: Session, tenant: str, customer_id: int, page: Page) -> Slice:
    """List a customer's documents, oldest first."""
    customer.demand(session, tenant, customer_id)
    query = select(*COLUMNS).where(Document.tenant == tenant, Document.customer_id == customer_id)
    return listed(session, query, page, order=(Document.id,), shape=row)
