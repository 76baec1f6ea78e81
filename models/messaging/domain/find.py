"""A domain is shown with the file that proves it, and whether it was found."""

from typing import Any, Final

from sqlalchemy import select

from contract.errors import DomainNotFound
from models.listing import listed
from models.messaging import name, record
from models.messaging.moment import shown
from models.messaging.table import Domain
from models.paging import Page, Slice
from models.session import Session
from models.text import present

Json = dict[str, Any]

PATH: Final = "/.well-known/charter"


def find(session: Session, tenant: str, domain_id: str) -> Json:
    """Give the domain, or raise `DomainNotFound`."""
    return _row(columns(session, tenant, domain_id))


def columns(session: Session, tenant: str, domain_id: str, *, hold: bool = False) -> Json:
    """Give the columns of the domain, `hold` it for a change; raises `DomainNotFound`."""
    missing = DomainNotFound(domain_id=domain_id)
    return record.one(session, Domain, tenant, domain_id, missing, hold=hold)


def page(
    session: Session, tenant: str, page: Page, *, visible: frozenset[str] | None = None
) -> Slice:
    """List domains, oldest first, with their total; `visible` are the ids to be shown."""
    query = record.mine(Domain, tenant)
    if visible is not None:
        query = query.where(Domain.id.in_(visible))
    order = (Domain.created_at, Domain.id)
    return listed(session, query, page, order=order, shape=_ROWS, counted=True)


def is_verified(session: Session, tenant: str, hostname: str) -> bool:
    """Whether the organization has proven that this very host is its own."""
    query = select(Domain.id).where(
        Domain.tenant == tenant, Domain.hostname == hostname, Domain.verified_at.is_not(None)
    )
    return session.execute(query.limit(1)).first() is not None


def _row(found: Json) -> Json:
    file = {
        "file_name": found["file_name"],
        "file_content": found["file_content"],
        "context_path": PATH,
        **shown(created_at=found["challenged_at"], expires_at=found["expires_at"]),
    }
    return {
        "id": found["id"],
        **name.both(found["name"]),
        "hostname": found["hostname"],
        "port": found["port"],
        "challenge": {"https": file},
        "verification": {
            "verified": found["verified_at"] is not None,
            **shown(verified_at=found["verified_at"], checked_at=found["checked_at"]),
            **present(error=found["error"]),
        },
        **shown(created_at=found["created_at"], updated_at=found["updated_at"]),
    }


_ROWS: Final = record.shaper(Domain, _row)
